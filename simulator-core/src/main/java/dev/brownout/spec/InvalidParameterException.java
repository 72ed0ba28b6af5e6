package dev.brownout.spec;

/** Says that a record refuses what one of its parameters asks for, though each of them alone would do. */
public final class InvalidParameterException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String parameter;

    /**
     * Names the parameter and the reason.
     *
     * @param parameter the name of the record component
     * @param why what is wrong and what was expected, in one sentence
     */
    public InvalidParameterException(String parameter, String why) {
        super(why);
        this.parameter = parameter;
    }

    /** The name of the record component. */
    public String parameter() {
        return parameter;
    }
}
