package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.GOOD;
import static dev.brownout.language.ScenarioTexts.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a file can ask of the reader is bounded. */
class HostileInputTest {
    private static String first(String text) {
        return problems(text).all().get(0).message();
    }

    @Test
    void aHugeFileIsNotRead() {
        assertThat(first(GOOD + "#".repeat(1_000_000))).startsWith("a scenario has at most 1000000 characters");
    }

    @Test
    void deepNestingIsRefused() {
        assertThat(first("charts: " + "[".repeat(500) + "]".repeat(500)))
                .isEqualTo("values are nested more than 50 deep");
    }

    @Test
    void aBombOfAliasesIsRefused() {
        StringBuilder text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 9; i++) {
            text.append("a").append(i).append(": &a").append(i).append(" [");
            text.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThat(first(text.toString())).isEqualTo("more than 50 aliases of lists and maps");
    }

    @Test
    void aBombWithinTheAliasesAllowedIsRefused() {
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
    void longValuesAreRefused() {
        assertThat(first(GOOD.replace("load: 100/s", "load: ramp(" + "1/s ".repeat(20_000) + ")")))
                .startsWith("a value has at most 10000 characters");
    }

    @Test
    void deepParenthesesAreRefused() {
        assertThat(first(GOOD.replace("load: 100/s", "load: " + "a(".repeat(1000) + ")".repeat(1000))))
                .isEqualTo("parentheses are nested more than 20 deep");
    }

    @Test
    void parametersCannotGrowAValueWithoutEnd() {
        String params = "params:\n  p: " + "9".repeat(9_000) + "\n";
        assertThat(first(GOOD.replace("load: 100/s", "load: $p$p$p$p") + params))
                .isEqualTo("a value has at most 10000 characters");
    }

    @Test
    void noMoreThanTwoHundredProblemsAreTold() {
        String many = "  x: { kind: nothing }\n".repeat(1)
                + java.util.stream.IntStream.range(0, 1000)
                        .mapToObj(i -> "  c" + i + ": { kind: nothing }\n")
                        .collect(java.util.stream.Collectors.joining());
        assertThat(problems("components:\n" + many).all()).hasSize(200);
    }

    @Test
    void characterGarbageIsAProblemAndNoCrash() {
        assertThat(first("\u0000\u0001")).startsWith("not readable as YAML");
        assertThat(first("components: \"\\ud800\"")).isNotEmpty();
    }
}
