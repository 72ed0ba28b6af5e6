package dev.brownout.cli;

import dev.brownout.cli.log.CommandLog;
import dev.brownout.cli.log.LogLevel;
import dev.brownout.cli.log.RunLog;
import dev.brownout.cli.screen.ColorMode;
import dev.brownout.cli.screen.ProgressLine;
import dev.brownout.cli.screen.SanitizedPrintStream;
import dev.brownout.cli.screen.WorkProgress;
import dev.brownout.cli.text.ProblemText;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.format.TextSanitizer;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.diagnostic.QuotedText;
import dev.brownout.sentence.Sentence;
import dev.brownout.terminal.TerminalWidth;
import dev.brownout.translation.SentenceTranslation;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Standard streams of the program, always in UTF-8. Text for a terminal is sanitized; output for programs is written as
 * bytes.
 */
public final class Terminal {
    /**
     * System property with which the launcher names the streams that are connected to a terminal, such as
     * {@code out,err}.
     */
    private static final String TERMINALS_PROPERTY = "brownout.screens";

    private static final String OSC_LINK = "\u001b]8;;";
    private static final String LINK_END = "\u001b\\";

    private final SanitizedPrintStream out;
    private final SanitizedPrintStream err;
    private final BufferedReader in;
    private final boolean outIsTerminal;
    private final boolean errIsTerminal;
    private final Map<String, String> environment;
    private final LongSupplier clock;
    private ColorMode colorMode = ColorMode.auto;
    private LogLevel logLevel = LogLevel.OFF;

    /**
     * Creates a terminal from streams.
     *
     * @param out stream for results
     * @param err stream for messages
     * @param in stream of the user's input
     * @param outIsTerminal whether {@code out} is connected to a terminal rather than a pipe or a file
     * @param errIsTerminal whether {@code err} is connected to a terminal rather than a pipe or a file
     * @param environment environment variables of the process
     * @param clock clock of the progress of runs, in ns
     */
    Terminal(
            SanitizedPrintStream out,
            SanitizedPrintStream err,
            BufferedReader in,
            boolean outIsTerminal,
            boolean errIsTerminal,
            Map<String, String> environment,
            LongSupplier clock) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.outIsTerminal = outIsTerminal;
        this.errIsTerminal = errIsTerminal;
        this.environment = Map.copyOf(environment);
        this.clock = clock;
    }

    /** Returns the standard streams of this process. A stream counts as a terminal only if the launcher says so. */
    static Terminal ofProcess() {
        String propertyValue = System.getProperty(TERMINALS_PROPERTY, "");
        List<String> terminals = List.of(propertyValue.split(",", -1));
        return new Terminal(
                new SanitizedPrintStream(new FileOutputStream(FileDescriptor.out)),
                new SanitizedPrintStream(new FileOutputStream(FileDescriptor.err)),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                terminals.contains("out"),
                terminals.contains("err"),
                System.getenv(),
                System::nanoTime);
    }

    /** Returns the stream for results. */
    public SanitizedPrintStream output() {
        return out;
    }

    /** Returns the stream for messages. */
    public SanitizedPrintStream err() {
        return err;
    }

    /** Returns the stream of the user's input. */
    public BufferedReader input() {
        return in;
    }

    /** Returns whether {@code out} is connected to a terminal. */
    boolean outIsScreen() {
        return outIsTerminal;
    }

    /** Returns whether {@code err} is connected to a terminal. */
    public boolean errIsScreen() {
        return errIsTerminal;
    }

    /** Returns the value of an environment variable; empty if it is not set. */
    String variable(EnvironmentVariable variable) {
        return environment.getOrDefault(variable.name(), "");
    }

    /** Sets the colour mode. */
    void setColorMode(ColorMode mode) {
        colorMode = mode;
    }

    /** Prints warnings about a scenario. */
    void warn(List<Problem> warnings) {
        warnings.forEach(this::warn);
    }

    /** Prints an error or a warning about a scenario. */
    void warn(Problem warning) {
        err.printlnColored(ProblemText.text(warning.translate(), errIsTerminal, usesColors(errIsTerminal)));
    }

    /** Prints the problems of an invalid scenario, or the message of another usage error. */
    void printProblems(UsageException exception) {
        if (exception.problems().isEmpty()) {
            printError(exception.translation());
        }
        exception.problems().forEach(this::warn);
    }

    /**
     * Prints a message in the language of the current scope, wrapped to the width of a terminal if {@code err} is one.
     */
    void printError(Sentence message) {
        printError(QuotedText.message(SentenceTranslation.marked(message)));
    }

    private void printError(String message) {
        ProblemText.lines(message, errIsTerminal).forEach(err::println);
    }

    /**
     * Prints the path of a file, as a link on terminals that support it (OSC 8, Egmont Koblinger, "Hyperlinks in
     * terminal emulators").
     */
    void link(Path file) {
        if (!linksEnabled()) {
            out.print(file);
            return;
        }
        String text = TextSanitizer.escape(file.toString());
        String link = OSC_LINK + file.toAbsolutePath().toUri().toASCIIString() + LINK_END + text + OSC_LINK + LINK_END;
        out.writeBytes(link.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Clears the screen if {@code out} is a terminal that supports escape sequences. Otherwise prints an empty line.
     */
    void clear() {
        if (outIsTerminal && supportsEscapes()) {
            out.writeBytes("\u001b[H\u001b[2J\u001b[3J".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            out.println();
        }
    }

    /**
     * Returns whether links are printed. This requires that {@code out} is a terminal that supports escape sequences,
     * and that the colour mode is not {@code never}.
     */
    private boolean linksEnabled() {
        return outIsTerminal && colorMode != ColorMode.never && supportsEscapes();
    }

    private boolean supportsEscapes() {
        return variable(EnvironmentVariable.NO_COLOR).isEmpty() && !isDumb();
    }

    /** Returns whether the terminal has no control sequences. */
    private boolean isDumb() {
        return variable(EnvironmentVariable.TERM).equals("dumb");
    }

    /** Returns the number of columns of the terminal, which the launcher sets; 80 if it is unknown. */
    int columns() {
        String columns = variable(EnvironmentVariable.COLUMNS);
        return columns.matches("[1-9]\\d{0,8}") ? Integer.parseInt(columns) : TerminalWidth.USUAL;
    }

    /**
     * Returns a listener that logs runs if the log is open. Otherwise it shows their progress if {@code err} is a
     * terminal with control sequences, and prints the expected time of long experiments if it is not.
     */
    ProgressListener progress() {
        return CommandLog.isOpen() ? new RunLog() : new ProgressLine(err, errIsTerminal && !isDumb(), clock);
    }

    /** Returns the progress of other work than runs, which begins now. */
    public WorkProgress work() {
        boolean shown = errIsTerminal && !CommandLog.isOpen();
        return new WorkProgress(
                err,
                shown ? isDumb() ? WorkProgress.Form.LINES : WorkProgress.Form.LINE : WorkProgress.Form.NONE,
                clock);
    }

    /**
     * Prints that the command was interrupted, with the number of completed runs.
     *
     * @param completed number of completed runs
     * @param total total number of runs
     * @param runsNoun plural noun for the runs
     */
    void printInterrupted(long completed, int total, String runsNoun) {
        err.println(SentenceTranslation.marked(
                Sentence.of("brownout: interrupted; {} of {} {} completed", completed, total, Sentence.of(runsNoun))));
    }

    /**
     * Returns whether {@code out} is coloured. The default mode colours a terminal unless {@code NO_COLOR} is set or
     * {@code TERM} is {@code dumb}.
     */
    boolean usesColors() {
        return usesColors(outIsTerminal);
    }

    private boolean usesColors(boolean terminal) {
        return colorMode == ColorMode.always || colorMode == ColorMode.auto && terminal && supportsEscapes();
    }

    /**
     * Sets the level of the log. The environment may select a higher one.
     *
     * @return the level that applies
     */
    LogLevel setLogLevel(LogLevel requested) {
        logLevel = variable(EnvironmentVariable.BROWNOUT_DEBUG).isEmpty() ? requested : LogLevel.DEBUG;
        return logLevel;
    }

    /** Returns whether the stack trace of an internal error is printed. */
    boolean debugEnabled() {
        return logLevel == LogLevel.DEBUG;
    }
}
