package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.result.Analysis.Station;
import dev.brownout.runtime.Run;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Analytical estimates of complete scenarios with slow, cold or starting hosts, and with queues. */
class StageEstimatesTest {
    private static final Loader LOADER = new Loader(none -> Optional.empty());
    private static final double SECOND = 1e9;

    private static ScenarioFile file(String text) throws Exception {
        return LOADER.load("paper", """
                version: 1
                scenario: Paper
                run: { duration: 10m, warmup: 10s, seed: 4 }
                network: none
                """ + text, Overrides.NONE);
    }

    private static Analysis analyticalEstimate(String text) throws Exception {
        return CapacityForecast.of(file(text).variants().get(0).scenario()).analysis();
    }

    private static Analysis measure(String text) throws Exception {
        ScenarioFile file = file(text);
        return Run.execute(
                        file.variants().get(0).scenario(),
                        file.setup(file.variants().get(0)),
                        (share, events, inFlight) -> true)
                .analysis();
    }

    /** Returns the capacities of a station per second, by the start of each stage in seconds. */
    private static Map<Long, Double> capacities(Analysis analysis, String name) {
        Map<Long, Double> capacities = new TreeMap<>();
        for (Station station : analysis.stations()) {
            if (station.station().equals(name)) {
                capacities.put((long) (station.fromNanos() / SECOND), Math.rint(station.capacityPerSecond() * 10) / 10);
            }
        }
        return capacities;
    }

    @Test
    void slowedTierHasAStageOfReducedCapacity() throws Exception {
        Analysis analysis = measure("""
                load: 60/s
                components: { web: { kind: server, nodes: 2, cores: 1, service: exp(10ms), queue: unlimited } }
                requests: { page: { steps: [web] } }
                faults: [at 1m: slow web/* x3 for 2m, at 5m: slow web/1 x3 for 2m]
                """);
        assertThat(capacities(analysis, "web"))
                .isEqualTo(new TreeMap<>(Map.of(10L, 200.0, 60L, 66.7, 180L, 200.0, 420L, 200.0)));
        assertThat(capacities(analysis, "web/1")).isEqualTo(Map.of(300L, 33.3));
        assertThat(capacities(analysis, "web/2")).isEqualTo(Map.of(300L, 100.0));
        for (Station station : analysis.stations()) {
            assertThat(station.measuredUtilization())
                    .as(station.station() + " from " + station.fromNanos() / SECOND)
                    .isCloseTo(station.utilization(), within(0.06));
        }
    }

    @Test
    void callsToAFailedShardDoNotLoadOtherShards() throws Exception {
        Analysis analysis = measure("""
                load: 300/s
                components: { db: { kind: database, shards: 4, cores: 1, read: exp(10ms), queue: unlimited } }
                requests: { get: { key: uniform(100k), steps: [read: db] } }
                faults: [at 1m: power-off db/shard-2/primary for 2m]
                """);
        assertThat(capacities(analysis, "db/shard-*/primary"))
                .isEqualTo(new TreeMap<>(Map.of(10L, 300.0, 60L, 200.0, 180L, Double.NaN)));
        assertThat(capacities(analysis, "db/shard-2/primary")).isEqualTo(Map.of(60L, 0.0));
        for (Station station : analysis.stations()) {
            if (station.fromNanos() == 60 * SECOND && !station.station().equals("db/shard-2/primary")) {
                assertThat(station.measuredUtilization())
                        .as(station.station() + " from " + station.fromNanos() / SECOND)
                        .isCloseTo(station.utilization(), within(0.06));
                assertThat(station.utilization()).isCloseTo(0.75, within(0.01));
            }
        }
    }

    @Test
    void startedHostHasNoEstimate() throws Exception {
        Analysis analysis = analyticalEstimate("""
                load: 120/s
                components:
                  web:
                    kind: server
                    nodes: 2
                    cores: 1
                    service: exp(10ms)
                    queue: unlimited
                    warm_up: { lasting: 40s, slower: x3 }
                requests: { page: { steps: [web] } }
                faults: [at 1m: crash web/2 for 30s, at 3m: pause web/2 for 30s, at 5m: scale web to 3 for 2m]
                """);
        assertThat(analysis.stations())
                .filteredOn(row -> row.fromNanos() >= 90 * SECOND && row.fromNanos() != 180 * SECOND)
                .hasSizeGreaterThan(3)
                .allMatch(row -> row.formula().toString().equals("no estimate: its nodes warm up")
                        || row.formula()
                                .toString()
                                .equals("no estimate: calls of an earlier overload of web may still wait"));
    }

    /** An overload of all nodes that an autoscaler can start is stated; nothing else is known. */
    @Test
    void autoscaledTierHasNoEstimateBelowItsMaximum() throws Exception {
        String site = """
                load: spike(base=40/s peak=%d/s at=3m for=4m)
                components:
                  web:
                    kind: server
                    cores: 1
                    service: exp(10ms)
                    autoscale: { target: 50%%, max: 8, sync: 15s, metric_lag: 30s, startup: 75s }
                requests: { page: { steps: [web] } }
                """;
        Analysis within = analyticalEstimate(site.formatted(250));
        assertThat(within.stations())
                .extracting(station -> station.formula().toString())
                .containsOnly("no estimate: the number of nodes follows cpu");
        assertThat(within.saturationPerSecond()).isNaN();
        assertThat(within.warnings()).isEmpty();
        assertThat(analyticalEstimate(site.formatted(900)).warnings())
                .extracting(Object::toString)
                .containsExactly("web overloaded from 3m to 7m: 900/s offered, capacity 800/s (113 %)");
    }

    @Test
    void overloadWarningNamesTheWorstStage() throws Exception {
        Analysis analysis = analyticalEstimate("""
                load: spike(base=50/s peak=150/s at=3m for=5m)
                components: { web: { kind: server, cores: 1, service: exp(10ms) } }
                requests: { page: { steps: [web] } }
                faults: [at 4m: traffic x2 for 1m]
                """);
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("web overloaded from 3m to 8m: 300/s offered, capacity 100/s (300 %),"
                        + " peak 4m to 5m (traffic x2)");
    }

    @Test
    void backlogOfAnOverloadIsMeasured() throws Exception {
        Backlog jobs = measure("""
                        load: spike(base=50/s peak=200/s at=1m for=1m)
                        components:
                          jobs: { kind: queue, send: 0ms }
                          worker: { kind: server, cores: 1, service: exp(10ms), consumes: jobs }
                        requests: { job: { steps: [publish: jobs] } }
                        """).queues().get(0);
        assertThat(jobs.measuredDeepest()).isCloseTo(6000, within(450.0));
        assertThat(jobs.measuredLongestNanos()).isCloseTo(60e9, within(4e9));
        assertThat(jobs.measuredOldestNanos()).isCloseTo(60e9, within(4e9));
    }
}
