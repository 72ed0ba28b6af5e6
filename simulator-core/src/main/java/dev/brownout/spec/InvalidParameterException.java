package dev.brownout.spec;

/** Thrown by a record when one of its parameters is invalid in combination with others. */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String parameter;

    /**
     * Creates an exception.
     *
     * @param parameter name of the parameter in a scenario
     * @param why the error and the allowed values, in one sentence
     */
    public InvalidParameterException(String parameter, String why) {
        super(why);
        this.parameter = parameter;
    }

    /** Returns the name of the parameter in a scenario. */
    public String parameter() {
        return parameter;
    }
}
