package dev.brownout.result;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;

/** Thrown for an answer with wrong braces. */
public final class AnswerFormatException extends InvalidValueException {
    private static final long serialVersionUID = 1;

    private final int offset;
    private final int length;

    AnswerFormatException(int offset, int length, Sentence message) {
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
