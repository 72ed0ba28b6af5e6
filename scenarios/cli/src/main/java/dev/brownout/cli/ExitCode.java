package dev.brownout.cli;

/** What the process tells the shell when it ends. */
final class ExitCode {
    /** Every assertion came out as its variant says it must. */
    static final int HELD = 0;

    /** A bug of the program, or books that do not balance. */
    static final int INTERNAL_ERROR = 1;

    /** A scenario or an option that is wrong. */
    static final int BAD_INPUT = 2;

    /** An assertion did not come out as it must. */
    static final int MISSED = 99;

    /** Interrupted from outside, by Ctrl-C for one. */
    static final int INTERRUPTED = 130;

    /** Nobody read what was printed to its end, as with {@code | head}: what a shell says of a broken pipe. */
    static final int OUTPUT_CLOSED = 141;

    /** The codes for the help of a command that runs scenarios. */
    static final String HELD_LINE = HELD + ":every assertion came out as it must";

    static final String INTERNAL_ERROR_LINE = INTERNAL_ERROR + ":internal error, a failed audit included";
    static final String BAD_INPUT_LINE = BAD_INPUT + ":bad input or usage";
    static final String MISSED_LINE = MISSED + ":an assertion is missed or undecided";
    static final String INTERRUPTED_LINE = INTERRUPTED + ":interrupted; what was written is marked as partial";

    static final String OUTPUT_CLOSED_LINE = OUTPUT_CLOSED + ":nobody read the output to its end";

    private ExitCode() {}
}
