package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.Loader;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.reference.Parameter.Word;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of values that the manual prints are accepted, and metrics have the values that it prints. */
class PrintedFormsTest {
    private static final Manual MANUAL = new Manual(LanguageDefinition.standard());
    private static final Loader LOADER = new Loader(none -> Optional.empty());
    private static final Pattern CALL = Pattern.compile("([a-z-]+)\\(([a-z_ ]+)\\)");

    /** Values of the arguments in calls, by their names. */
    private static final Map<String, String> ARGUMENTS = Map.ofEntries(
            Map.entry("base", "100ms"),
            Map.entry("per_call", "5ms"),
            Map.entry("cap", "2s"),
            Map.entry("pause", "1s"),
            Map.entry("sigma", "0.02"),
            Map.entry("kappa", "0.001"),
            Map.entry("share", "20%"),
            Map.entry("min", "3"),
            Map.entry("min_rate", "10/s"),
            Map.entry("max_tokens", "10"),
            Map.entry("token_ratio", "0.1"),
            Map.entry("tokens", "500"),
            Map.entry("retry", "5"),
            Map.entry("timeout", "10"),
            Map.entry("takeover", "3s"),
            Map.entry("advertisement", "1s"));

    private static String written(String form) {
        Matcher call = CALL.matcher(form);
        if (!call.matches()) {
            return form;
        }
        List<String> values =
                List.of(call.group(2).split(" ")).stream().map(ARGUMENTS::get).toList();
        assertThat(values).as(form).doesNotContainNull();
        return call.group(1) + "(" + String.join(" ", values) + ")";
    }

    private static void load(String components, String step) throws Exception {
        LOADER.load("forms", """
                scenario: Forms
                run: { duration: 1m }
                components:
                  lb: { kind: load-balancer, nodes: 2 }
                  %s
                requests: { page: { rate: 1/s, timeout: 5s, steps: [lb, %s] } }
                """.formatted(components, step), Overrides.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COMPONENTS | server | speed | web: { kind: server, speed: FORM } | web",
                "COMPONENTS | database | speed | db: { kind: database, speed: FORM } | read: db",
                "COMPONENTS | store | speed | kv: { kind: store, speed: FORM } | read: kv",
                "POLICIES | retry | backoff | web: { kind: server, retry: { backoff: FORM } } | web",
                "POLICIES | retry | budget | web: { kind: server, retry: { budget: FORM } } | web",
                "POLICIES | hedge | budget | web: { kind: server, hedge: { after: 1s, budget: FORM } } | web",
            })
    void printedFormsAreAccepted(ManualChapter chapter, String page, String name, String component, String step) {
        List<Word> words = MANUAL.pages(chapter).stream()
                .filter(one -> one.name().equals(page))
                .flatMap(one -> one.parameters().stream())
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow()
                .words();
        assertThat(words).hasSizeGreaterThan(1);
        assertThat(words)
                .allSatisfy(word -> assertThatCode(() -> load(component.replace("FORM", written(word.word())), step))
                        .as(word.word())
                        .doesNotThrowAnyException());
    }

    @ParameterizedTest
    @ValueSource(strings = {"table(1 100% 32 90%)", "table(32)", "table(table=2)"})
    void aTableWrittenAsACallShowsTheFormThatIsAccepted(String speed) {
        assertThatThrownBy(() -> load("web: { kind: server, speed: \"" + speed + "\" }", "web"))
                .hasMessageContaining("{ table: { 32: 90%, 96: 50% } }");
    }

    /** A name with different values for different owners has those of each owner. */
    @Test
    void metricsHaveTheValuesOfTheirOwner() {
        Map<String, String> pages = ReferencePages.pages(MANUAL);
        assertThat(pages.get("metrics/topic.md"))
                .contains("| `lag` | A number. |", "| `leaderless` | A number. |", "| `drain_time` | A duration. |")
                .containsOnlyOnce("| `lag` |");
        assertThat(pages.get("metrics/database.md"))
                .contains(
                        "| `lag` | A duration. |",
                        "| `leaderless` | A duration. |",
                        "| `full_at` | A duration. |",
                        "| `moved_at` | A duration. |",
                        "| `moved_bytes` | A size. |",
                        "| `sold_out_at` | A duration. |");
        assertThat(pages.get("metrics/queue.md")).contains("| `drain_time` | A duration. |");
    }
}
