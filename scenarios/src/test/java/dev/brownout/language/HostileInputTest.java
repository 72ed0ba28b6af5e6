package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.problems;
import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Limits of the size, nesting and content of scenario files. */
class HostileInputTest {
    private static String first(String text) {
        return problems(text).all().get(0).message();
    }

    @Test
    void rejectsTooLongFiles() {
        assertThat(first(GOOD + "#".repeat(1_000_000))).startsWith("a scenario has at most 1000000 characters");
    }

    @Test
    void rejectsDeepNesting() {
        assertThat(first("charts: " + "[".repeat(500) + "]".repeat(500)))
                .isEqualTo("values are nested more than 50 deep");
    }

    @Test
    void rejectsTooManyAliases() {
        assertThat(first("a0: &a0 [x]\na1: [" + "*a0, ".repeat(1_001) + "*a0]\n"))
                .isEqualTo("more than 1000 aliases of lists and maps");
    }

    @Test
    void rejectsExponentialAliasExpansion() {
        StringBuilder text = new StringBuilder("a0: &a0 [" + "x, ".repeat(99) + "x]\n");
        for (int i = 1; i < 5; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(first(text.toString())).startsWith("more than 100000 values");
    }

    @Test
    void rejectsLongValues() {
        assertThat(first(replaceParts(GOOD, "load: 100/s", "load: ramp(" + "1/s ".repeat(20_000) + ")")))
                .startsWith("a value has at most 10000 characters");
    }

    @Test
    void rejectsDeepParentheses() {
        assertThat(first(replaceParts(GOOD, "load: 100/s", "load: " + "a(".repeat(1000) + ")".repeat(1000))))
                .isEqualTo("parentheses are nested more than 20 deep");
    }

    @Test
    void rejectsLongValuesFromParameters() {
        String params = "params:\n  p: " + "9".repeat(9_000) + "\n";
        assertThat(first(replaceParts(GOOD, "load: 100/s", "load: $p$p$p$p") + params))
                .isEqualTo("a value has at most 10000 characters");
    }

    @Test
    void reportsAtMostTwoHundredProblems() {
        String many = "  x: { kind: nothing }\n".repeat(1)
                + java.util.stream.IntStream.range(0, 1000)
                        .mapToObj(i -> "  c" + i + ": { kind: nothing }\n")
                        .collect(java.util.stream.Collectors.joining());
        assertThat(problems("components:\n" + many).all()).hasSize(200);
    }

    @Test
    void invalidCharactersAreAProblemAndNoCrash() {
        assertThat(first("\u0000\u0001")).startsWith("the character U+0000 is not allowed");
        assertThat(first("components: \"\\ud800\"")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7, '\b', 0x1b, 0x7f, 0x85, 0x9b, 0x2028, 0x202e, 0x2066, 0xfffe})
    void rejectsInvisibleCharactersAtTheirPosition(int character) {
        String message = String.format("the character U+%04X is not allowed", character);
        Problem raw = problems(GOOD + "\nscenario: ab" + Character.toString(character))
                .all()
                .get(0);
        assertThat(raw.headline()).startsWith("test:10:13: " + message);
        String escape = String.format("\\u%04x", character);
        assertThat(problems(GOOD + "scenario: \"ab" + escape + "\"\n").all())
                .singleElement()
                .satisfies(one -> assertThat(one.headline()).startsWith("test:9:11: " + message));
        assertThat(problems(GOOD + "sla:\n  \"ab" + escape + "\": availability > 1%\n")
                        .all())
                .singleElement()
                .satisfies(one -> assertThat(one.headline()).startsWith("test:10:3: " + message));
        Overrides set = new Overrides(List.of(), List.of("scenario=" + Character.toString(character)));
        assertThat(problems(GOOD, set).all().get(0).headline()).startsWith("--set:1:10: " + message);
    }

    @Test
    void acceptsTextOfAllScripts() {
        ScenarioFile file = ScenarioTexts.load(
                "\ufeff" + GOOD + "scenario: Größe سقوط 서버 👩\u200d🚀\nsla:\n  \"a\u00a0b\": availability > 1%\n");
        assertThat(file.title()).isEqualTo("Größe سقوط 서버 👩\u200d🚀");
    }

    @Test
    void namesAndTitlesAreSingleLines() {
        assertThat(first(GOOD + "sla:\n  \"a\\nb\": availability > 1%\n")).startsWith("a name has one line");
        assertThat(first(GOOD + "variants:\n  \"\\tb\": {}\n")).startsWith("a name has no tabs");
        assertThat(first(GOOD + "scenario: |\n  one\n  two\n")).isEqualTo("the title is a single line");
        assertThat(ScenarioTexts.load(GOOD + "scenario: >\n  one\n  two\n").title())
                .isEqualTo("one two");
    }

    @Test
    void namesAndTextsHaveLengthLimits() {
        String long900k = "x".repeat(900_000);
        assertThat(problems(GOOD + "scenario: " + long900k).all())
                .extracting(Problem::message)
                .containsExactly("a value has at most 10000 characters, not 900000");
        assertThat(first(GOOD + "scenario: " + "x".repeat(201)))
                .isEqualTo("the scenario has at most 200 characters, not 201");
        assertThat(first(GOOD + "about: { lesson: " + "x".repeat(2_001) + " }"))
                .isEqualTo("the lesson has at most 2000 characters, not 2001");
        assertThat(problems(GOOD + "variants:\n  " + "x".repeat(201) + ": {}\n").all())
                .extracting(Problem::message)
                .containsExactly("a name has at most 200 characters, not 201");
    }

    @Test
    void messagesAboutLongLinesAreShort() {
        String word = "x".repeat(100_000);
        for (String text : List.of(
                word,
                word + ": 1",
                GOOD + word,
                replaceParts(GOOD, "nodes: 12", "nodes: " + word),
                replaceParts(GOOD, "nodes: 12", "nodes: " + word.substring(0, 9_000)),
                replaceParts(GOOD, "kind: server", "kind: " + word.substring(0, 9_000)),
                replaceParts(GOOD, "kind: server", word.substring(0, 9_000) + ": server"),
                replaceParts(GOOD, "[web, db]", "[web, " + word.substring(0, 9_000) + "]"),
                replaceParts(GOOD, "load: 100/s", "load: '" + "(a' ".repeat(2_000) + "'"),
                "components: [" + "'" + word + "', " + word)) {
            assertThat(problems(text).render().length() / problems(text).all().size())
                    .as(text.substring(0, Math.min(text.length(), 300)))
                    .isLessThan(600);
        }
    }
}
