package dev.brownout.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.architecture.Sources.Source;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Comments, documents and visible texts of all files conform to the table of {@link ProseRules}. */
@Tag("once")
class ProseRulesTest {
    private static final String MAIN = "scenarios/src/main/java/dev/brownout/A.java";

    @Test
    void filesConformToTheTable() {
        assertThat(ProseRules.violations(Sources.all())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".java", ".js", ".mjs", ".py", "pom.xml", ".yaml", ".yml", ".ci/run", "brownout"})
    void commentsOfEachLanguageAreRead(String suffix) {
        assertThat(Sources.all().stream().filter(file -> file.path().endsWith(suffix)))
                .anyMatch(file -> ProseRules.passages(file).stream().anyMatch(ProseRules.Passage::comment));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a.js             | x = 'http://a.org'  // A user who waits      | who
            a.py             | x = 1  # A user who waits                     | who
            pom.xml          | <a>1</a> <!-- A user who waits -->            | who
            .ci/a            | run "$#" # A user who waits                   | who
            a.yaml           | a: 1 # A user who waits                       | who
            docs/a.md        | A user who waits at `who`                     | who
            docs/a.md        | The law of requests. Little's law.            | law
            docs/a.md        | What is a queue? Requests of a user of a host |
            a.js             | // What waits                                 | What
            a.js             | // Returns what waits                         | what
            a.js             | // Asks for keys                              | Asks
            a.js             | // A request of a user of a host of a site    | of a user of a host of
            a.js             | // The same for reads                         | The same
            docs/fidelity.md | A user who waits                              |
            """)
    void violationsAreFoundInEachLanguage(String path, String text, String words) {
        assertThat(words(path, text)).isEqualTo(Stream.ofNullable(words).toList());
    }

    @Test
    void javaIsReadWithoutItsCode() {
        var text = "/** Runs {@code told} at\n * once. */ void told(String who) { f(\"He asks\", 'h', \"who\"); }";
        var found = ProseRules.violations(List.of(new Source(MAIN, text)));
        assertThat(found)
                .containsExactly(
                        MAIN + ":2: at once -> immediately, at the same time, without end",
                        MAIN + ":2: He -> the client, the user, it");
        assertThat(words("a/src/test/java/ATest.java", text)).containsExactly("at once");
    }

    private static List<String> words(String path, String text) {
        var found = ProseRules.violations(List.of(new Source(path, text)));
        return found.stream()
                .map(line -> line.replaceAll("^[^:]*:\\d+: | -> .*", ""))
                .toList();
    }
}
