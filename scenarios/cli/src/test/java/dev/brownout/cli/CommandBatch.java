package dev.brownout.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

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
            Session session = Session.of(line.split("\t", -1));
            result.println(
                    session.code() + "\t" + session.err().replace('\n', ' ').strip());
        }
    }
}
