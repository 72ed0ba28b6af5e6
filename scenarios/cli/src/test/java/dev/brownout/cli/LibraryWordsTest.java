package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Titles, answers and lessons of library scenarios state no result as a written number. */
class LibraryWordsTest {
    private static final List<String> NAMES = new ShippedLibrary().names();
    private static final Loader LOADER = new Loader(none -> Optional.empty());

    @Test
    void numbersInWordsAreSettings() {
        assertThat(NAMES)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(LibraryAnswers.resultsInWords(name, LibraryAnswers.file(name)))
                        .as(name)
                        .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Load of 20/s        | With a timeout of 1 s {p99}.  | 20/s wait for 1 s.          | ''",
                "Load of 20/s        | Of 5,000 users {failed}.      | 5,000 users wait.           | ''",
                "A 97 % busy server  | It has {p99}.                 | RFC 8767 applies.           | 97",
                "Load of 20/s        | 186 requests fail.            | The queue has 41 requests.  | 186,41",
                "Load of 20/s        | {failed} requests fail.       | 2 x 20/s are 40/s.          | 2,40",
                "Load of 20/s        | {failed} requests fail.       | A p99 of 1.25 s is too long.| 1.25",
                "Load of 20/s        | {failed} in two expiries.     | Two loads suffice. | two expiries,Two loads",
                "Load of 20/s        | {failed} requests fail.       | It fails six hundred times. | six hundred times",
                "Load of 20/s        | It is twelve times as fast.   | Seven new requests wait.    | ''",
            })
    void resultsAreFoundInWords(String title, String answer, String lesson, String expected)
            throws InvalidScenarioException {
        String text = """
                scenario: %s
                about:
                  question: What do 5k users notice?
                  answer: "%s"
                  lesson: >-
                    %s
                run: { duration: 7m }
                load: 20/s                 # 40 in two seconds
                components: { web: { kind: server, service: 10ms } }
                requests: { page: { path: [web], timeout: 1s } }
                """.formatted(title, answer, lesson);
        assertThat(LibraryAnswers.resultsInWords("any-name", LOADER.load("any-name", text, Overrides.NONE)))
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(expected.split(",")));
    }
}
