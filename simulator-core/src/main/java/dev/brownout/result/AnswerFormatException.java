package dev.brownout.result;

/** Thrown for an answer with wrong braces. */
public final class AnswerFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int length;

    AnswerFormatException(int offset, int length, String message) {
        super(message);
        this.offset = offset;
        this.length = length;
    }

    /** Returns the offset of the wrong part in the text, in code points. */
    public int offset() {
        return offset;
    }

    /** Returns the length of the wrong part, in code points. */
    public int length() {
        return length;
    }
}
