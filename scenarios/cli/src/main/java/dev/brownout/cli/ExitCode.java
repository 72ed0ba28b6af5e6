package dev.brownout.cli;

/** Exit codes of the process. */
public final class ExitCode {
    /** Exit code of success: every assertion had its expected outcome. */
    public static final int SUCCESS = 0;

    /** Exit code of an internal error or a failed audit. */
    public static final int INTERNAL_ERROR = 1;

    /** Exit code of an invalid scenario or option. */
    public static final int BAD_INPUT = 2;

    /** Exit code if an assertion did not have its expected outcome. */
    public static final int VIOLATED = 99;

    /** Exit code after an interrupt by a signal, such as Ctrl-C. */
    public static final int INTERRUPTED = 130;

    /**
     * Exit code if the reader closed standard output early, as {@code | head} does: the code of a shell for SIGPIPE.
     */
    public static final int OUTPUT_CLOSED = 141;

    /** Line on {@link #SUCCESS} in the help text of commands that run scenarios. */
    public static final String SUCCESS_LINE = SUCCESS + ":PASS: all assertions met, or violated as expected";

    public static final String INTERNAL_ERROR_LINE = INTERNAL_ERROR + ":internal error, a failed audit included";
    public static final String BAD_INPUT_LINE = BAD_INPUT + ":bad input or usage";
    public static final String VIOLATED_LINE = VIOLATED + ":FAIL: an assertion is violated or undecided";
    public static final String INTERRUPTED_LINE = INTERRUPTED + ":interrupted; what was written is marked as partial";

    public static final String OUTPUT_CLOSED_LINE = OUTPUT_CLOSED + ":output pipe closed";

    private ExitCode() {}
}
