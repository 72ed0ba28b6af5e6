package dev.brownout.sentence;

/** Thrown for an invalid value of a user. */
public class InvalidValueException extends IllegalArgumentException implements ExplainedFailure {
    private static final long serialVersionUID = 1;

    private final transient Sentence sentence;

    /**
     * Creates an exception.
     *
     * @param sentence the error and the allowed values
     */
    public InvalidValueException(Sentence sentence) {
        super(sentence.toString());
        this.sentence = sentence;
    }

    /**
     * Creates an exception.
     *
     * @param form the error and the allowed values, with a place <code>{}</code> for each argument
     */
    public InvalidValueException(String form, Object... arguments) {
        this(Sentence.of(form, arguments));
    }

    /**
     * Creates an exception with a cause.
     *
     * @param sentence the error and the allowed values
     */
    public InvalidValueException(Sentence sentence, Throwable cause) {
        super(sentence.toString(), cause);
        this.sentence = sentence;
    }

    @Override
    public final Sentence sentence() {
        return sentence;
    }
}
