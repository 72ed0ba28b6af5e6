package dev.brownout.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Base of tests about the problems that the command reports for scenarios. */
abstract class SettingReview {
    @TempDir
    Path folder;

    /** Returns the errors of a scenario, with line and column. */
    List<String> errors(String text) throws IOException {
        return problems(text).stream()
                .filter(problem -> !problem.contains("warning: "))
                .toList();
    }

    /** Returns the warnings about settings without effect, with line and column. */
    List<String> warnings(String text) throws IOException {
        return problems(text).stream()
                .filter(problem -> problem.contains("warning: ") && problem.contains("no effect"))
                .map(problem -> problem.replace("warning: ", ""))
                .toList();
    }

    List<String> problems(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("it.yaml"), text);
        return problems(Session.of("validate", file.toString()), file);
    }

    static List<String> problems(Session session, Path file) {
        return session.err()
                .lines()
                .filter(line -> line.startsWith(file.toString()))
                .map(line -> line.substring(file.toString().length() + 1))
                .toList();
    }
}
