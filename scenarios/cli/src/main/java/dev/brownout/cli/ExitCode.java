package dev.brownout.cli;

/** Exit codes of the process. */
final class ExitCode {
    /** Exit code of success: every assertion had its expected outcome. */
    static final int SUCCESS = 0;

    /** Exit code of an internal error or a failed audit. */
    static final int INTERNAL_ERROR = 1;

    /** Exit code of an invalid scenario or option. */
    static final int BAD_INPUT = 2;

    /** Exit code if an assertion did not have its expected outcome. */
    static final int VIOLATED = 99;

    /** Exit code after an interrupt by a signal, such as Ctrl-C. */
    static final int INTERRUPTED = 130;

    /**
     * Exit code if the reader closed standard output early, as {@code | head} does: the code of a shell for SIGPIPE.
     */
    static final int OUTPUT_CLOSED = 141;

    /** Line on {@link #SUCCESS} in the help text of commands that run scenarios. */
    static final String SUCCESS_LINE = SUCCESS + ":PASS: all assertions met, or violated as expected";

    static final String INTERNAL_ERROR_LINE = INTERNAL_ERROR + ":internal error, a failed audit included";
    static final String BAD_INPUT_LINE = BAD_INPUT + ":bad input or usage";
    static final String VIOLATED_LINE = VIOLATED + ":FAIL: an assertion is violated or undecided";
    static final String INTERRUPTED_LINE = INTERRUPTED + ":interrupted; what was written is marked as partial";

    static final String OUTPUT_CLOSED_LINE = OUTPUT_CLOSED + ":output pipe closed";

    private ExitCode() {}
}
