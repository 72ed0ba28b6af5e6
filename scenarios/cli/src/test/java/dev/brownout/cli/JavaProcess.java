package dev.brownout.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands of Java processes with the class path of the test. These processes live for seconds, so the optimizing
 * compiler would cost more CPU time than it saves.
 */
final class JavaProcess {
    private JavaProcess() {}

    /** Returns the beginning of a command that works in any folder, followed by the class and its arguments. */
    static List<String> command(String... more) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                classPath()));
        words.addAll(List.of(more));
        return words;
    }

    /**
     * Starts a Java process that prints the progress of runs as on a terminal.
     *
     * @param out file for its output; its error output is a pipe
     * @param more as in {@link #command}
     */
    static Process withProgress(Path out, String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("-Dbrownout.screens=err"));
        words.addAll(List.of(more));
        return new ProcessBuilder(command(words.toArray(String[]::new)))
                .redirectOutput(out.toFile())
                .start();
    }

    /** Returns the class path of the test with absolute paths. */
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
