package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.result.RunResult;
import dev.brownout.summary.ScenarioAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Recorded answers of library scenarios in {@code answers.txt}, one line per scenario: its name, a colon and the
 * answer. {@code -Dbrownout.write=true} records the answers of the scenarios that a test runs.
 */
final class LibraryAnswers {
    static final boolean WRITING = Boolean.getBoolean("brownout.write");

    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    /** The answer in a file: its line, and following lines that are indented further. */
    private static final Pattern WRITTEN = Pattern.compile("(?m)^  answer:.*\\R(?:^    .*\\R)*");

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

    /**
     * Returns the numbers outside of the braces of an answer that are no settings of the scenario. Results come from
     * metrics in braces.
     */
    static List<String> typed(ScenarioFile file) {
        String rest = WRITTEN.matcher(file.text()).replaceFirst("");
        List<String> typed = new ArrayList<>();
        for (AnswerTemplate.Part part : AnswerTemplate.of(file.answer()).parts()) {
            Matcher number = NUMBER.matcher(part.metric() ? "" : part.text());
            while (number.find()) {
                typed.add(number.group());
            }
        }
        typed.removeIf(number -> Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d.]\\d)(?!\\d)")
                .matcher(rest)
                .find());
        return typed;
    }

    /** Fails if the answer of a scenario differs from the recorded one. */
    static void check(String name) {
        String answer = LibraryRuns.of(name).answer();
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
