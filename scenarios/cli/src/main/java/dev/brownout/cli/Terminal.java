package dev.brownout.cli;

import dev.brownout.experiment.Progress;
import dev.brownout.language.problem.Problem;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Where the program speaks and listens, always in UTF-8. What is printed is for people and made harmless; what other
 * programs read is written as bytes.
 *
 * @param out for results
 * @param err for everything else
 * @param in what is typed
 * @param outIsScreen whether a person sees {@code out} at once, rather than a pipe or a file taking it
 * @param errIsScreen the same of {@code err}
 * @param environment the variables of the process
 */
record Terminal(
        Screen out,
        Screen err,
        BufferedReader in,
        boolean outIsScreen,
        boolean errIsScreen,
        Map<String, String> environment) {
    /** The system property in which the launcher names the streams that are screens, such as {@code out,err}. */
    private static final String SCREENS = "brownout.screens";

    Terminal {
        environment = Map.copyOf(environment);
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

    /** Prints what a scenario is warned of. */
    void warn(List<Problem> warnings) {
        warnings.forEach(this::warn);
    }

    /** Prints something that a scenario is warned of. */
    void warn(Problem warning) {
        err.println(warning.render());
    }

    /** Says on the screen, if there is one, how far runs have come. */
    Progress progress() {
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

    /** Whether {@code out} may be coloured where nobody said so: on a screen, unless {@code NO_COLOR} is set. */
    boolean colorful() {
        return outIsScreen && environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    /** Whether whoever started the program wants to see where in its code an internal error came from. */
    boolean debugging() {
        return !environment.getOrDefault("BROWNOUT_DEBUG", "").isEmpty();
    }
}
