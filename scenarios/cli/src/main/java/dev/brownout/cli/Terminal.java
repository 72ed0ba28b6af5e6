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
 * Where the program speaks and listens, always in UTF-8. What is printed is for people and made harmless; what other
 * programs read is written as bytes.
 */
final class Terminal {
    /** The system property in which the launcher names the streams that are screens, such as {@code out,err}. */
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
     * Speaks to streams.
     *
     * @param out for results
     * @param err for everything else
     * @param in what is typed
     * @param outIsScreen whether a person sees {@code out} at once, rather than a pipe or a file taking it
     * @param errIsScreen the same of {@code err}
     * @param environment the variables of the process
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

    /** The streams of this process; none is a screen unless the launcher says so. */
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

    /** For results. */
    Screen out() {
        return out;
    }

    /** For everything else. */
    Screen err() {
        return err;
    }

    /** What is typed. */
    BufferedReader in() {
        return in;
    }

    /** Whether a person sees {@code out} at once. */
    boolean outIsScreen() {
        return outIsScreen;
    }

    /** Whether a person sees {@code err} at once. */
    boolean errIsScreen() {
        return errIsScreen;
    }

    /** The value of a variable of the process; empty where it has none. */
    String variable(EnvironmentVariable variable) {
        return environment.getOrDefault(variable.name(), "");
    }

    /** Says when to colour. */
    void color(ColorMode when) {
        coloring = when;
    }

    /** Prints what a scenario is warned of. */
    void warn(List<Problem> warnings) {
        warnings.forEach(this::warn);
    }

    /** Prints something that a scenario is warned of. */
    void warn(Problem warning) {
        err.printlnColored(ProblemText.of(warning, errIsScreen, colorful(errIsScreen)));
    }

    /** Prints why what was asked for is impossible. */
    void refuse(UsageException refusal) {
        if (refusal.problems().isEmpty()) {
            complain(refusal.getMessage());
        }
        refusal.problems().forEach(this::warn);
    }

    /** Prints what is wrong, in lines that a terminal has room for where it goes to one. */
    void complain(String message) {
        ProblemText.lines(message, errIsScreen).forEach(err::println);
    }

    /**
     * Prints the path of a file, for terminals that can as a link to it (OSC 8, Egmont Koblinger, "Hyperlinks in
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

    /** Begins an empty screen where {@code out} is one, else a new paragraph. */
    void clear() {
        if (outIsScreen && capable()) {
            out.writeBytes("\u001b[H\u001b[2J\u001b[3J".getBytes(StandardCharsets.UTF_8));
            out.flush();
        } else {
            out.println();
        }
    }

    /** Whether a terminal is there that is more than lines of text, and nobody has asked for nothing but text. */
    private boolean linking() {
        return outIsScreen && coloring != ColorMode.never && capable();
    }

    private boolean capable() {
        return variable(EnvironmentVariable.NO_COLOR).isEmpty()
                && !variable(EnvironmentVariable.TERM).equals("dumb");
    }

    /** Says on the screen, if there is one, how far runs have come. */
    ProgressListener progress() {
        return new ProgressLine(err, errIsScreen);
    }

    /**
     * Says that the command was asked to end before all was done.
     *
     * @param ended how many runs came to their end
     * @param wanted of how many
     * @param what they are called, as a plural
     */
    void interrupted(long ended, int wanted, String what) {
        err.println("brownout: interrupted; " + ended + " of " + wanted + " " + what + " came to the end");
    }

    /**
     * Whether {@code out} is coloured: as was said, or else on a screen, unless {@code NO_COLOR} is set or the terminal
     * is a dumb one.
     */
    boolean colorful() {
        return colorful(outIsScreen);
    }

    private boolean colorful(boolean screen) {
        return coloring == ColorMode.always || coloring == ColorMode.auto && screen && capable();
    }

    /** Whether whoever started the program wants to see where in its code an internal error came from. */
    boolean debugging() {
        return !variable(EnvironmentVariable.BROWNOUT_DEBUG).isEmpty();
    }
}
