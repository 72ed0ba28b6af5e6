package dev.brownout.cli;

import dev.brownout.cli.screen.SanitizedPrintStream;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Test process that executes several commands in its working folder. */
final class CommandBatch {
    private CommandBatch() {}

    /**
     * Executes commands from a file, one per line with tab-separated words, and prints the exit code and error output
     * of each.
     */
    public static void main(String[] args) throws Exception {
        PrintStream result = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        for (String line : Files.readAllLines(Path.of(args[0]))) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ByteArrayOutputStream err = new ByteArrayOutputStream();
            Terminal terminal = new Terminal(
                    new SanitizedPrintStream(out),
                    new SanitizedPrintStream(err),
                    new BufferedReader(new StringReader("")),
                    false,
                    false,
                    Map.of());
            int code = Main.execute(terminal, List.of(line.split("\t", -1)).toArray(String[]::new));
            String said =
                    err.toString(StandardCharsets.UTF_8).replace('\n', ' ').strip();
            result.println(code + "\t" + said);
        }
    }
}
