package dev.brownout.cli;

import java.io.File;
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

    /** Returns the class path of the test with absolute paths. */
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
