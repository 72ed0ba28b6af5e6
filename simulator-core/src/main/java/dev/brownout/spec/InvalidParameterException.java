package dev.brownout.spec;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;

/** Thrown by a record when one of its parameters is invalid in combination with others. */
public final class InvalidParameterException extends InvalidValueException {
    private static final long serialVersionUID = 1;

    private final String parameter;

    /**
     * Creates an exception.
     *
     * @param parameter name of the parameter in a scenario
     * @param why the error and the allowed values
     */
    public InvalidParameterException(String parameter, Sentence why) {
        super(why);
        this.parameter = parameter;
    }

    /**
     * Creates an exception.
     *
     * @param parameter name of the parameter in a scenario
     * @param form the error and the allowed values, with a place <code>{}</code> for each argument
     */
    public InvalidParameterException(String parameter, String form, Object... arguments) {
        this(parameter, Sentence.of(form, arguments));
    }

    /** Returns the name of the parameter in a scenario. */
    public String parameter() {
        return parameter;
    }
}
