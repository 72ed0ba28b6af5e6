package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import dev.brownout.result.AnswerTemplate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The answers of library scenarios are recorded in {@link LibraryAnswers}. {@link DigestsTest} compares the answers of
 * the scenarios that it runs whole, {@link CoveragePageTest} and {@link LibraryStoryTest} those of the scenarios that
 * it shortens. With {@code -Dbrownout.write=true} this test runs all scenarios with an answer and records their
 * answers.
 */
@Tag("once")
class LibraryAnswersTest {
    private static final Pattern NUMBER = Pattern.compile("\\d+(?:[.,]\\d+)*");
    /** The answer in a file: its line, and following lines that are indented further. */
    private static final Pattern WRITTEN = Pattern.compile("(?m)^  answer:.*\\R(?:^    .*\\R)*");

    static List<String> written() {
        return LibraryAnswers.WRITING ? LibraryAnswers.names() : List.of();
    }

    @Tag("story")
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("written")
    void answersAreRecorded(String name) {
        LibraryAnswers.check(name);
    }

    @Test
    void recordsCoverExactlyTheScenariosWithAnAnswer() {
        List<String> names = LibraryAnswers.names();
        if (LibraryAnswers.WRITING) {
            LibraryAnswers.retain(names);
        } else {
            assertThat(LibraryAnswers.recorded().keySet()).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /** Results come from metrics in braces. Any other number of an answer is a setting of the scenario. */
    @Test
    void numbersOutsideBracesAreSettings() {
        for (String name : LibraryAnswers.names()) {
            ScenarioFile file = LibraryAnswers.file(name);
            String rest = WRITTEN.matcher(file.text()).replaceFirst("");
            List<String> typed = new ArrayList<>();
            for (AnswerTemplate.Part part : AnswerTemplate.of(file.answer()).parts()) {
                Matcher number = NUMBER.matcher(part.metric() ? "" : part.text());
                while (number.find()) {
                    typed.add(number.group());
                }
            }
            assertThat(typed)
                    .as(name)
                    .allMatch(number -> Pattern.compile("(?<![\\d.])" + Pattern.quote(number) + "(?![\\d.]\\d)(?!\\d)")
                            .matcher(rest)
                            .find());
        }
    }
}
