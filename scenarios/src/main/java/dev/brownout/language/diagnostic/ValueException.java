package dev.brownout.language.diagnostic;

/** Says what is wrong with a value, and with which part of its text. */
public final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int span;

    /**
     * About a part of the value.
     *
     * @param offset where the part begins, in code points from 0
     * @param span its length in code points
     */
    public ValueException(int offset, int span, String message) {
        super(message);
        this.offset = offset;
        this.span = span;
    }

    /** About the whole value. */
    public ValueException(String text, String message) {
        this(0, text.codePointCount(0, text.length()), message);
    }

    /** Where the part begins, in code points from 0. */
    public int offset() {
        return offset;
    }

    /** The length of the part, in code points. */
    public int span() {
        return span;
    }

    /** The same about a value that begins later in a longer text. */
    public ValueException shifted(int by) {
        return new ValueException(offset + by, span, getMessage());
    }
}
