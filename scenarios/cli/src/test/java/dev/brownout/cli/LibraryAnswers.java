package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.RunResult;
import dev.brownout.summary.ScenarioAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Recorded answers of library scenarios in {@code answers.txt}, one line per scenario: its name, a colon and the
 * answer. {@code -Dbrownout.write=true} records the answers of the scenarios that a test runs.
 */
final class LibraryAnswers {
    static final boolean WRITING = Boolean.getBoolean("brownout.write");

    private static final Path FILE = Path.of("src/test/resources/dev/brownout/cli/answers.txt");

    private LibraryAnswers() {}

    /** Returns the recorded answers by the names of their scenarios. */
    static Map<String, String> recorded() {
        try {
            return Files.readAllLines(FILE).stream()
                    .map(line -> line.split(": ", 2))
                    .collect(Collectors.toMap(parts -> parts[0], parts -> parts[1], (a, b) -> b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the scenarios with an answer of their own. */
    static List<String> names() {
        return new ShippedLibrary()
                .names().stream().filter(name -> !file(name).answer().isEmpty()).toList();
    }

    static ScenarioFile file(String name) {
        try {
            return new ScenarioFinder().read(name, Overrides.NONE);
        } catch (UsageException refusal) {
            throw new AssertionError(refusal.getMessage(), refusal);
        }
    }

    /** Returns the answer of a result. */
    static String text(RunResult result) {
        return ScenarioAnswer.of(result).map(ScenarioAnswer::text).orElse("");
    }

    /** Fails if the answer of a scenario with an answer differs from the recorded one in the shared run. */
    static void check(String name) {
        ScenarioFile file = file(name);
        if (!file.answer().isEmpty()) {
            check(name, text(file.result(LibraryRuns.of(name, Optional.empty()))));
        }
    }

    /** Fails if the answer of a scenario differs from the recorded one. */
    static void check(String name, String answer) {
        if (WRITING) {
            record(name, answer);
        }
        assertThat(recorded().get(name)).as("answer of %s", name).isEqualTo(answer);
    }

    private static synchronized void record(String name, String answer) {
        Map<String, String> answers = new TreeMap<>(recorded());
        answers.put(name, answer);
        write(answers);
    }

    /** Removes the records of scenarios without an answer. */
    static synchronized void retain(List<String> names) {
        Map<String, String> answers = new TreeMap<>(recorded());
        answers.keySet().retainAll(names);
        write(answers);
    }

    private static void write(Map<String, String> answers) {
        try {
            Files.writeString(
                    FILE,
                    answers.entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue() + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
