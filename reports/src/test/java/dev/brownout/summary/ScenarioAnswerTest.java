package dev.brownout.summary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.format.MetricUnit;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.SampleLines;
import dev.brownout.summary.ScenarioAnswer.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values of variants are merged, and assertions replace a missing answer. */
class ScenarioAnswerTest {
    private static final List<String> MODES = List.of("async", "semi-sync", "semi-sync trap");

    private static String merge(List<String> names, String... values) {
        return text(VariantValues.merge(names, List.of(values)));
    }

    private static String text(List<Span> spans) {
        return spans.stream()
                .map(span -> span.number() ? "*" + span.text() + "*" : span.text())
                .collect(Collectors.joining());
    }

    private static Optional<String> answer(SampleLines... variants) {
        return ScenarioAnswer.of(SampleLines.result("none", variants)).map(ScenarioAnswer::text);
    }

    private static SampleLines measure(String variant, double p99, double failed) {
        return SampleLines.of(variant)
                .sla("fast", "page.p99 < 400ms", p99, 4e8, "ns")
                .sla("few failures", "page.failed < 100", failed, 100, "1");
    }

    @Test
    void equalValuesAreMerged() {
        assertThat(merge(List.of("base"), "25 s")).isEqualTo("*25 s*");
        assertThat(merge(MODES, "25 s", "25 s", "25 s")).isEqualTo("*25 s*");
        assertThat(merge(MODES, "24.7 s", "24.7 s", "32.9 s")).isEqualTo("*24.7 s* (semi-sync trap: *32.9 s*)");
        assertThat(merge(MODES, "11", "0", "2,169")).isEqualTo("async *11*, semi-sync *0*, semi-sync trap *2,169*");
        assertThat(merge(List.of("a", "b", "c", "d"), "1", "2", "1", "2")).isEqualTo("a and c *1*, b and d *2*");
    }

    @Test
    void namesAreDistinctFromValuesAndFromEachOther() {
        assertThat(merge(List.of("timeout 1 s", "timeout 2 s"), "1", "2"))
                .isEqualTo("timeout 1 s: *1*, timeout 2 s: *2*");
        assertThat(merge(List.of("a, b", "c", "d and e", "f"), "1", "1", "2", "2"))
                .isEqualTo("'a, b' and c: *1*, 'd and e' and f: *2*");
        assertThat(merge(List.of("a", "b", "c", "d", "e", "f", "g"), "1", "1", "1", "1", "2", "2", "2"))
                .isEqualTo("*1* (e, f and g: *2*)");
    }

    @Test
    void manyDifferentValuesAreARange() {
        List<String> names = List.of("a", "b", "c", "d", "e");
        List<String> texts = List.of("3", "9", "1", "no data", "5");
        assertThat(text(VariantValues.summary(names, texts, List.of(3.0, 9.0, 1.0, Double.NaN, 5.0))))
                .isEqualTo("*1* (c) to *9* (b)");
    }

    @Test
    void secondsInAWindowHaveTheirUnit() {
        assertThat(MetricUnit.displayUnit("web.shortage_seconds from 1m to 2m", "1"))
                .isEqualTo("s");
        assertThat(MetricUnit.displayUnit("web.shortage_seconds(peak)", "1")).isEqualTo("s");
    }

    @Test
    void differentVerdictsComeBeforeDifferentValues() {
        assertThat(answer(measure("a", 1e8, 10), measure("b", 2e8, 200)))
                .contains("few failures: a 10, b 200; fast: a 100 ms, b 200 ms");
        assertThat(answer(measure("a", 1e8, 10), measure("b", 1e8, 10))).isEmpty();
    }

    @Test
    void violatedAssertionsOfASingleRunHaveTheirDistance() {
        assertThat(answer(measure("base", 5.29e9, 10))).contains("fast: 5.29 s, 13 times the bound of 400 ms");
        assertThat(answer(measure("base", 1e8, 10))).isEmpty();
    }

    @Test
    void numbersKeepTheirUnitsOnOneLine() {
        assertThat(ScenarioAnswer.lines(DatabaseSamples.failover(), 40))
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40))
                .noneMatch(line -> line.startsWith("s;") || line.equals("s"));
    }
}
