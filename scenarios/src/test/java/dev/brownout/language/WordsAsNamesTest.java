package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.grammar.LanguageLexer;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.spec.Selector;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keywords of the grammar, and other words similar to them, are valid names. */
class WordsAsNamesTest {
    private static final String REQUEST = """
            load: 100/s
            components: { web: { kind: server, nodes: 2 } }
            requests: { WORD: { path: [web] } }
            faults: [at 1m: crash web/1 for 30s as WORD]
            sla:
              fast: WORD.p99 < 1s during WORD
              back: WORD.rto(WORD) < 5m
              part: WORD.latency.p99.9 < 1s from WORD+10s to WORD + 20s
              soon: WORD.availability >= 1% within 30s after WORD
            predict: { up: WORD.availability ~ 99% +/- 1% every 1m }
            charts: [WORD.latency, WORD.availability vs load]
            """;
    private static final String COMPONENT = """
            load: 100/s
            components: { WORD: { kind: server, nodes: 2 } }
            requests: { page: { path: [WORD] } }
            faults:
              - at 10s: crash WORD
              - at 20s: crash WORD for 10s
              - at 30s: crash WORD as outage
              - at 40s: crash WORD/1 for 10s as first
              - at 50s: slow WORD x10 for 10s
              - at 60s: slow WORD/2 factor=x10 as second
              - at 80s: scale WORD to 3
            sla:
              whole: WORD.utilization < 100% during outage
              one: WORD/1.utilization < 100% every 1m
            charts: [WORD.utilization by node, WORD.nodes vs load]
            """;

    static List<String> words() {
        Stream<String> grammar = IntStream.rangeClosed(0, LanguageLexer.VOCABULARY.getMaxTokenType())
                .mapToObj(LanguageLexer.VOCABULARY::getLiteralName)
                .filter(literal -> literal != null && literal.matches("'[a-z]+'"))
                .map(literal -> literal.substring(1, literal.length() - 1));
        Stream<String> others = Stream.of(
                "at",
                "of",
                "in",
                "on",
                "over",
                "rest",
                "with",
                "set",
                "x",
                "p99",
                "none",
                "first",
                "any",
                "cost",
                "load-balancer",
                "availability",
                "throughput",
                "latency");
        return Stream.concat(grammar, others).toList();
    }

    @ParameterizedTest
    @MethodSource("words")
    void keywordsAreValidRequestNames(String word) throws InvalidScenarioException {
        var scenario = check(REQUEST, word).variants().get(0).scenario();
        assertThat(scenario.evaluation().sla().get("fast").metric().selector()).contains(new Selector(word, List.of()));
        assertThat(scenario.evaluation().sla().get("fast").metric().name()).isEqualTo("p99");
    }

    @ParameterizedTest
    @MethodSource("words")
    void keywordsAreValidComponentNames(String word) throws InvalidScenarioException {
        var scenario = check(COMPONENT, word).variants().get(0).scenario();
        assertThat(scenario.faults())
                .allSatisfy(
                        fault -> assertThat(fault.target().orElseThrow().head()).isEqualTo(word));
        assertThat(scenario.faults().get(1).durationNanos()).contains(10_000_000_000L);
        assertThat(scenario.faults().get(2).name()).isEqualTo("outage");
    }

    private static ScenarioFile check(String text, String word) throws InvalidScenarioException {
        ScenarioFile file =
                new Loader(none -> Optional.empty()).load("words", text.replace("WORD", word), Overrides.NONE);
        file.check(Overrides.NONE);
        return file;
    }
}
