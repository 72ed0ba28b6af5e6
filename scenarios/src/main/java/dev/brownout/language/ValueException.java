package dev.brownout.language;

/** Says what is wrong with a value, and with which part of its text. */
final class ValueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int span;

    /**
     * About a part of the value.
     *
     * @param offset where the part begins, in code points from 0
     * @param span its length in code points
     */
    ValueException(int offset, int span, String message) {
        super(message);
        this.offset = offset;
        this.span = span;
    }

    /** About the whole value. */
    ValueException(String text, String message) {
        this(0, text.codePointCount(0, text.length()), message);
    }

    int offset() {
        return offset;
    }

    int span() {
        return span;
    }

    /** The same about a value that begins later in a longer text. */
    ValueException shifted(int by) {
        return new ValueException(offset + by, span, getMessage());
    }
}
