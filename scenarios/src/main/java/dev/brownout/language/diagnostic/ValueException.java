package dev.brownout.language.diagnostic;

/** Indicates an invalid value, with the part of its text that is in error. */
public final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int span;

    /**
     * Creates an error about a part of the value.
     *
     * @param offset the start of the part, in code points from 0
     * @param span the length of the part, in code points
     */
    public ValueException(int offset, int span, String message) {
        super(message);
        this.offset = offset;
        this.span = span;
    }

    /** Creates an error about the whole value. */
    public ValueException(String text, String message) {
        this(0, text.codePointCount(0, text.length()), message);
    }

    /** Returns the start of the part, in code points from 0. */
    public int offset() {
        return offset;
    }

    /** Returns the length of the part, in code points. */
    public int span() {
        return span;
    }

    /** Returns the error for a value that begins at an offset in a longer text. */
    public ValueException shifted(int by) {
        return new ValueException(offset + by, span, getMessage());
    }
}
