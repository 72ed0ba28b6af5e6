package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult;
import dev.brownout.result.DisplayHints;
import dev.brownout.result.VariantResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Utilization with work that is longer than the windows, and that does not end in the run. Assertions, tables and the
 * measured column of the estimate are equal for each kind with a utilization.
 */
class UtilizationConsistencyTest {
    /** Kinds with one place, and work of 40 s: component and steps. */
    private static final Map<String, String[]> KINDS = new TreeMap<>(Map.ofEntries(
            kind("server", "x: { kind: server, cores: 1, queue: unlimited, service: 40s }", "x"),
            kind("machine", """
                    x: { kind: machine, cores: 1 }
                    web: { kind: server, host: x, service: 40s }""", "web"),
            kind(
                    "database",
                    "x: { kind: database, replicas: 0, cores: 1, queue: unlimited, write: 40s }",
                    "w, write: x"),
            kind("store", "x: { kind: store, nodes: 1, copies: 1, cores: 1, write: 40s }", "w, write: x"),
            kind(
                    "cache",
                    "x: { kind: cache, entries: 10, cores: 1, lookup: 40s, source: s }\ns: { kind: server }",
                    "w, read: x"),
            kind("load-balancer", "x: { kind: load-balancer, cores: 1, service: 40s, health: none }", "x, w"),
            kind("pooler", "x: { kind: pooler, service: 40s, source: d }\nd: { kind: database }", "w, read: x"),
            kind("id-generator", "x: { kind: id-generator, scheme: ticket-server, commit: 40s }", "w, call: x"),
            kind("uplink", "x: { kind: uplink, bandwidth: 1kbps }", "x, w"),
            kind("function", "x: { kind: function, max_instances: 1, service: 40s, cold_start: 0s }", "w, call: x"),
            kind("external", "x: { kind: external, concurrent: 1, latency: 40s }", "w, call: x"),
            kind("inference", """
                    x: { kind: inference, prompt: 1, output: 4000, max_sequences: 1,
                         step: { base: 10ms, per_sequence: 0s, prefill_rate: 1000000k/s } }""", "w, call: x")));

    private static Map.Entry<String, String[]> kind(String name, String component, String steps) {
        return Map.entry(name, new String[] {component, steps});
    }

    static List<String> kinds() {
        return List.copyOf(KINDS.keySet());
    }

    private static VariantResult run(String component, String steps, String rate, String sla) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, warmup: 0s, seed: 1 }
                network: none
                components:
                %s
                  w: { kind: server, cores: 100, workers: unlimited, queue: unlimited, service: 0ms }
                requests:
                  job: { rate: "constant(%s)", key: uniform(1M), size: 5kB, timeout: none, steps: [ %s ] }
                sla:
                %s
                """.formatted(component.indent(2), rate, steps, sla.indent(2)));
    }

    /** A call is sent every 5 s. The first one occupies the only place from 5 s on, and others follow. */
    @ParameterizedTest
    @MethodSource("kinds")
    void assertionTableAndMeasuredColumnAreEqual(String kind) {
        VariantResult result = run(KINDS.get(kind)[0], KINDS.get(kind)[1], "0.2/s", """
                before: x.utilization == 0% from 0s to 5s
                first: x.utilization == 100% from 6s to 10s
                second: x.utilization == 100% from 20s to 40s
                last: x.utilization == 100% from 55s to 60s
                all: x.utilization >= 0%
                """);
        assertThat(result.evaluation().sla().get("before").value()).as("before").isCloseTo(0, within(1e-3));
        for (String window : List.of("first", "second", "last")) {
            assertThat(result.evaluation().sla().get(window).value()).as(window).isCloseTo(1, within(1e-3));
        }
        double asserted = result.evaluation().sla().get("all").value();
        assertThat(asserted).isCloseTo(55 / 60.0, within(1e-3));
        assertThat(table(result)).isEqualTo(asserted);
        measure(result)
                .forEach((station, value) -> assertThat(value).as(station).isCloseTo(asserted, within(1e-3)));
    }

    private static double table(VariantResult result) {
        Map<String, ComponentResult.Measure> measures =
                result.components().get("x").measures();
        return measures.get(DisplayHints.As.UTILIZATION.firstOf(measures).orElseThrow())
                .value();
    }

    private static Map<String, Double> measure(VariantResult result) {
        Map<String, Double> values = new TreeMap<>();
        for (Analysis.Station station : result.analysis().stations()) {
            if (station.station().matches("x(/primary)?") && !Double.isNaN(station.measuredUtilization())) {
                values.put(station.station(), station.measuredUtilization());
            }
        }
        return values;
    }

    /** Sequences of different lengths in batches, offered at 30 times the capacity: the batch is soon full. */
    @ParameterizedTest
    @CsvSource({"1, 400, 400", "4, 400, 400", "4, exp(400), 400", "16, 2000, 2000", "16, uniform(1 999), 500"})
    void fullBatchesAreMeasuredAsUtilization(int slots, String output, double mean) {
        double capacity = slots / (mean * 0.01);
        String engine = """
                x: { kind: inference, prompt: 1, output: "%s", max_sequences: %d, queue: unlimited,
                     step: { base: 9ms, per_sequence: %dus, prefill_rate: 1000000k/s } }""";
        VariantResult result = run(
                engine.formatted(output, slots, 1000 / slots),
                "w, call: x",
                30 * capacity + "/s",
                "all: x.utilization >= 0%");
        double asserted = table(result);
        assertThat(measure(result).get("x")).isCloseTo(asserted, within(0.02));
    }

    @Test
    void eachKindWithAUtilizationIsTested() {
        List<String> measured = new Manual(LanguageDefinition.standard())
                .pages().stream()
                        .filter(page -> page.metrics().stream()
                                .anyMatch(metric -> metric.name().equals("utilization")))
                        .map(ManualPage::name)
                        .sorted()
                        .toList();
        assertThat(measured).isEqualTo(kinds());
    }
}
