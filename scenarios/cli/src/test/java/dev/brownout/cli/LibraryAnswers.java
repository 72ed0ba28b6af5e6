package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.AnswerTemplate;
import dev.brownout.result.RunResult;
import dev.brownout.summary.ScenarioAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Recorded answers of library scenarios in {@code answers.txt}, one line per scenario: its name, a colon and the
 * answer. {@code -Dbrownout.write=true} records the answers of the scenarios that a test runs.
 */
final class LibraryAnswers {
    static final boolean WRITING = Boolean.getBoolean("brownout.write");

    /** A number with separators of thousands or a decimal point, and its suffix of thousands. */
    private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])(\\d+(?:,\\d{3})*(?:\\.\\d+)?)(k\\b)?");

    private static final List<String> SMALL =
            List.of("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve");

    private static final Map<String, Integer> SCALES = Map.of("hundred", 2, "thousand", 3, "million", 6);
    /** A number in words of events, not of a ratio such as "three times as fast". */
    private static final Pattern COUNT = Pattern.compile("(?i)\\b(" + String.join("|", SMALL) + ")(?: ("
            + String.join("|", SCALES.keySet()) + "))?(?: [a-z]+)? (?:times(?! as\\b| the\\b| that\\b| more\\b)"
            + "|attempts|calls|commits|copies|crashes|deliveries|duplicates|elections|errors|events|evictions"
            + "|expirations|expiries|failovers|failures|hits|inserts|likes|loads|logins|lookups|losses|messages|misses"
            + "|moves|orders|pages|payments|promotions|queries|reads|rebalances|redeliveries|requests|responses"
            + "|restarts|retries|rows|timeouts|transactions|votes|writes)\\b");

    private static final Pattern ABOUT = Pattern.compile("(?m)^about:.*\\R(?:^ .*\\R)*");
    private static final Pattern TITLE = Pattern.compile("(?m)^scenario:.*");
    private static final Pattern COMMENT = Pattern.compile("(?m)(?:^|\\s)#.*");
    /** The lesson without the limits that follow it: its line, and following lines that are indented further. */
    private static final Pattern LESSON = Pattern.compile("(?m)^  lesson:(.*\\R(?:^    .*\\R)*)");
    /** The number of a standard. */
    private static final Pattern STANDARD = Pattern.compile("RFC \\d+");

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
     * Returns the numbers in the title, the lesson and, outside of braces, the answer that are neither settings, bounds
     * nor predictions of the scenario, nor premises of its question or part of its name. Results come from metrics in
     * braces, because a written result becomes false with another seed or duration.
     */
    static List<String> resultsInWords(String name, ScenarioFile file) {
        String settings = COMMENT.matcher(
                        ABOUT.matcher(TITLE.matcher(file.text()).replaceFirst(""))
                                .replaceFirst(""))
                .replaceAll("");
        Set<BigDecimal> known = numbers(settings + " " + file.question() + " " + name.replace('-', ' '))
                .map(LibraryAnswers::value)
                .collect(Collectors.toSet());
        String words = AnswerTemplate.of(file.answer()).parts().stream()
                .filter(part -> !part.metric())
                .map(AnswerTemplate.Part::text)
                .collect(Collectors.joining(" "));
        String lesson = LESSON.matcher(file.text())
                .results()
                .map(found -> STANDARD.matcher(found.group(1)).replaceAll(""))
                .collect(Collectors.joining());
        String texts = file.title() + " " + words + " " + lesson;
        return Stream.concat(
                        numbers(texts).filter(number -> !known.contains(value(number))),
                        COUNT.matcher(texts).results().filter(count -> !known.contains(inWords(count))))
                .map(MatchResult::group)
                .toList();
    }

    private static Stream<MatchResult> numbers(String text) {
        return NUMBER.matcher(text).results();
    }

    private static BigDecimal value(MatchResult number) {
        BigDecimal value = new BigDecimal(number.group(1).replace(",", ""));
        return (number.group(2) == null ? value : value.scaleByPowerOfTen(3)).stripTrailingZeros();
    }

    private static BigDecimal inWords(MatchResult count) {
        int small = 2 + SMALL.indexOf(count.group(1).toLowerCase(Locale.ROOT));
        String scale = count.group(2);
        return BigDecimal.valueOf(small)
                .scaleByPowerOfTen(scale == null ? 0 : SCALES.get(scale.toLowerCase(Locale.ROOT)))
                .stripTrailingZeros();
    }

    /** Fails if the answer of a scenario differs from the recorded one. */
    static void check(String name) {
        String answer = LibraryRuns.cached(name).answer();
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
