package dev.brownout.cli;

import dev.brownout.cli.screen.SanitizedPrintStream;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.rounds.TestTimeReport;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Exit code and output of an executed command. */
public record Session(int code, String out, String err) {
    private static final ShippedLibrary LIBRARY = new ShippedLibrary();

    /** Executes a command with output to pipes and without input. */
    public static Session of(String... args) {
        return of("", false, Map.of(), args);
    }

    /**
     * Executes a command.
     *
     * @param typed text on standard input
     * @param screen whether the output is a terminal
     * @param environment environment variables
     */
    public static Session of(String typed, boolean screen, Map<String, String> environment, String... args) {
        return of(new BufferedReader(new StringReader(typed)), screen, environment, args);
    }

    static Session of(BufferedReader typed, boolean screen, Map<String, String> environment, String... args) {
        if (args.length > 1 && args[0].equals("run") && LIBRARY.find(args[1]).isPresent()) {
            countLibraryRun();
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = Main.execute(terminal(out, err, typed, screen, environment), args);
        return new Session(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** Counts a run of a library scenario in the report of the build. */
    static void countLibraryRun() {
        TestTimeReport.count("runs of library scenarios");
    }

    /** Returns a terminal that is a pipe without input. */
    static Terminal pipe(OutputStream out, OutputStream err) {
        return terminal(out, err, new BufferedReader(new StringReader("")), false, Map.of());
    }

    private static Terminal terminal(
            OutputStream out, OutputStream err, BufferedReader typed, boolean screen, Map<String, String> environment) {
        return new Terminal(
                new SanitizedPrintStream(out),
                new SanitizedPrintStream(err),
                typed,
                screen,
                screen,
                environment,
                () -> 0);
    }
}
