package dev.brownout.cli;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Java processes of tests, with the class path of the test. They live for seconds, in which the optimising compiler
 * takes more time of a processor than it saves.
 */
final class JavaProcess {
    private JavaProcess() {}

    /** The beginning of a command, in whatever folder it is started; the class and its arguments come behind it. */
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

    /** The class path of the test, in absolute names. */
    private static String classPath() {
        List<String> parts = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            parts.add(Path.of(part).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, parts);
    }
}
