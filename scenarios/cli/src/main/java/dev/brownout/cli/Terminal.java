package dev.brownout.cli;

import dev.brownout.cli.screen.ColorMode;
import dev.brownout.cli.screen.ProgressLine;
import dev.brownout.cli.screen.Screen;
import dev.brownout.cli.text.ProblemText;
import dev.brownout.experiment.ProgressListener;
import dev.brownout.format.TextSanitizer;
import dev.brownout.language.diagnostic.Problem;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Standard streams of the program, always in UTF-8. Text for a terminal is sanitized; output for programs is written as
 * bytes.
 */
final class Terminal {
    /**
     * System property with which the launcher names the streams that are connected to a terminal, such as {@code
     * out,err}.
     */
    private static final String SCREENS = "brownout.screens";

    private static final String LINK = "\u001b]8;;";
    private static final String LINK_END = "\u001b\\";

    private final Screen out;
    private final Screen err;
    private final BufferedReader in;
    private final boolean outIsScreen;
    private final boolean errIsScreen;
    private final Map<String, String> environment;
    private ColorMode coloring = ColorMode.auto;

    /**
     * Creates a terminal from streams.
     *
     * @param out stream for results
     * @param err stream for messages
     * @param in stream of the user's input
     * @param outIsScreen whether {@code out} is connected to a terminal rather than a pipe or a file
     * @param errIsScreen whether {@code err} is connected to a terminal rather than a pipe or a file
     * @param environment environment variables of the process
     */
    Terminal(
            Screen out,
            Screen err,
            BufferedReader in,
            boolean outIsScreen,
            boolean errIsScreen,
            Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.in = in;
        this.outIsScreen = outIsScreen;
        this.errIsScreen = errIsScreen;
        this.environment = Map.copyOf(environment);
    }

    /** Returns the standard streams of this process. A stream counts as a terminal only if the launcher says so. */
    static Terminal ofProcess() {
        String named = System.getProperty(SCREENS, "");
        List<String> screens = List.of(named.split(",", -1));
        return new Terminal(
                new Screen(new FileOutputStream(FileDescriptor.out)),
                new Screen(new FileOutputStream(FileDescriptor.err)),
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)),
                screens.contains("out"),
                screens.contains("err"),
                System.getenv());
    }

    /** Returns the stream for results. */
    Screen out() {
        return out;
    }

    /** Returns the stream for messages. */
    Screen err() {
        return err;
    }

    /** Returns the stream of the user's input. */
    BufferedReader in() {
        return in;
    }

    /** Returns whether {@code out} is connected to a terminal. */
    boolean outIsScreen() {
        return outIsScreen;
    }

    /** Returns whether {@code err} is connected to a terminal. */
    boolean errIsScreen() {
        return errIsScreen;
    }

    /** Returns the value of an environment variable; empty if it is not set. */
    String variable(EnvironmentVariable variable) {
        return environment.getOrDefault(variable.name(), "");
    }

    /** Sets the colour mode. */
    void color(ColorMode when) {
        coloring = when;
    }

    /** Prints the warnings about a scenario. */
    void warn(List<Problem> warnings) {
        warnings.forEach(this::warn);
    }

    /** Prints a warning about a scenario. */
    void warn(Problem warning) {
        err.printlnColored(ProblemText.of(warning, errIsScreen, colorful(errIsScreen)));
    }

    /** Prints the reason why a command line or scenario is rejected. */
    void refuse(UsageException refusal) {
        if (refusal.problems().isEmpty()) {
            complain(refusal.getMessage());
        }
        refusal.problems().forEach(this::warn);
    }

    /** Prints an error message, wrapped to the width of a terminal if {@code err} is one. */
    void complain(String message) {
        ProblemText.lines(message, errIsScreen).forEach(err::println);
    }

    /**
     * Prints the path of a file, as a link on terminals that support it (OSC 8, Egmont Koblinger, "Hyperlinks in
     * terminal emulators").
     */
    void link(Path file) {
        if (!linking()) {
            out.print(file);
            return;
        }
        String text = TextSanitizer.escaped(file.toString());
        String link = LINK + file.toAbsolutePath().toUri().toASCIIString() + LINK_END + text + LINK + LINK_END;
        out.writeBytes(link.getBytes(StandardCharsets.UTF_8));
    }

    /** Clears the screen if {@code out} is a capable terminal, else prints an empty line. */
    void clear() {
        if (outIsScreen && capable()) {
            out.writeBytes("\u001b[H\u001b[2J\u001b[3J".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            out.println();
        }
    }

    /** Returns whether {@code out} is a capable terminal and the user did not disable escape sequences. */
    private boolean linking() {
        return outIsScreen && coloring != ColorMode.never && capable();
    }

    private boolean capable() {
        return variable(EnvironmentVariable.NO_COLOR).isEmpty()
                && !variable(EnvironmentVariable.TERM).equals("dumb");
    }

    /** Returns a listener that shows the progress of runs if {@code err} is a terminal. */
    ProgressListener progress() {
        return new ProgressLine(err, errIsScreen);
    }

    /**
     * Prints that the command was interrupted.
     *
     * @param ended number of completed runs
     * @param wanted total number of runs
     * @param what plural noun for the runs
     */
    void interrupted(long ended, int wanted, String what) {
        err.println("brownout: interrupted; " + ended + " of " + wanted + " " + what + " came to the end");
    }

    /**
     * Returns whether {@code out} is coloured. The default mode colours a terminal unless {@code NO_COLOR} is set or
     * {@code TERM} is {@code dumb}.
     */
    boolean colorful() {
        return colorful(outIsScreen);
    }

    private boolean colorful(boolean screen) {
        return coloring == ColorMode.always || coloring == ColorMode.auto && screen && capable();
    }

    /** Returns whether the user has enabled debug output, such as the stack trace of an internal error. */
    boolean debugging() {
        return !variable(EnvironmentVariable.BROWNOUT_DEBUG).isEmpty();
    }
}
