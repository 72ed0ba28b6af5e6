package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Station;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The analytical model accounts for overload, load balancing and replaced processes, and keeps correct warnings. */
@Tag("once")
class OverloadEstimateTest {
    private static final Loader LOADER = new Loader(none -> Optional.empty());

    private static ScenarioFile.Variant file(String text) throws Exception {
        return withNetwork("network: none\n" + text);
    }

    private static ScenarioFile.Variant withNetwork(String text) throws Exception {
        String head = "version: 1\nscenario: Estimates\n";
        return LOADER.load("estimates", head + text, Overrides.NONE).variants().get(0);
    }

    private static Analysis estimate(String text) throws Exception {
        return CapacityForecast.of(file(text).scenario()).analysis();
    }

    private static Analysis run(ScenarioFile.Variant variant) {
        return Run.execute(variant.scenario(), Run.Setup.of("all"), (share, events, inFlight) -> true)
                .analysis();
    }

    private static Analysis run(String text) throws Exception {
        return run(file(text));
    }

    private static Station row(Analysis analysis, String station, int fromSeconds) {
        return analysis.stations().stream()
                .filter(row -> row.station().equals(station) && row.fromNanos() == fromSeconds * 1_000_000_000L)
                .findFirst()
                .orElseThrow();
    }

    private static final String CHAIN = """
            run: { duration: 2m, seed: 1 }
            components:
              web: { kind: server, cores: 1, service: exp(10ms), queue: 20 }
              db: { kind: database, cores: 1, read: exp(9ms), queue: 200 }
            requests:
              r: { rate: 200/s, path: [web, db], timeout: 5s }
            """;

    @Test
    void overloadedTierForwardsItsThroughput() throws Exception {
        Analysis analysis = run(CHAIN);
        Station db = row(analysis, "db/primary", 0);
        assertThat(db.offeredPerSecond()).isCloseTo(100, within(1e-3));
        assertThat(db.utilization()).isCloseTo(db.measuredUtilization(), within(0.05));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .startsWith("web overloaded");
        assertThat(analysis.unconfirmed()).extracting(Object::toString).isEmpty();
    }

    @Test
    void tierWithoutHostsForwardsNothing() throws Exception {
        Analysis analysis = run(replaceParts(CHAIN, "200/s", "50/s") + "faults:\n  - at 1m: power-off web\n");
        assertThat(row(analysis, "db/primary", 0).offeredPerSecond()).isCloseTo(50, within(1e-9));
        assertThat(analysis.stations()).noneMatch(row -> row.station().equals("db/primary") && row.fromNanos() > 0);
    }

    @Test
    void tierWithWorkAfterItsCallsForwardsAllCalls() throws Exception {
        String late = replaceParts(CHAIN, "path: [web, db]", "steps: [web, { read: db }, cpu: 10ms]");
        assertThat(row(estimate(late), "db/primary", 0).offeredPerSecond()).isCloseTo(200, within(1e-9));
    }

    @Test
    void usersOfAFailedLoadBalancerReachNoHost() throws Exception {
        String text = """
                run: { duration: 2m, seed: 1 }
                regions: { east: { at: us-east, users: 60% }, west: { at: us-west, users: 40% } }
                components:
                  lb: { kind: load-balancer, regions: [east, west] }
                  web: { kind: server, regions: [east, west], nodes: 2, cores: 1, service: exp(10ms) }
                requests:
                  r: { rate: 250/s, path: [lb, web], timeout: 1s }
                faults:
                  - at 1m: power-off region/east
                """;
        Analysis analysis = run(withNetwork(text));
        Station west = row(analysis, "web", 60);
        assertThat(west.offeredPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(west.utilization()).isCloseTo(west.measuredUtilization(), within(0.04));
        assertThat(analysis.unconfirmed()).extracting(Object::toString).isEmpty();
    }

    private static final String SLOW = """
            run: { duration: 2m, seed: 1 }
            components:
              lb: { kind: load-balancer, algorithm: %s }
              web: { kind: server, nodes: 4, cores: 2, service: exp(10ms) }
            requests:
              r: { rate: 500/s, path: [lb, web] }
            faults:
              - at 30s: slow web/1 x6 for 1m
            """;

    /** The number of calls of a slow host depends on the calls in flight, unless turns decide. */
    @Test
    void sharesByCallsInFlightHaveNoEstimate() throws Exception {
        for (String algorithm : List.of("least-connections", "least-response-time", "power-of-two")) {
            Analysis analysis = run(SLOW.formatted(algorithm));
            assertThat(analysis.warnings())
                    .extracting(Object::toString)
                    .as(algorithm)
                    .isEmpty();
            assertThat(analysis.unconfirmed())
                    .extracting(Object::toString)
                    .as(algorithm)
                    .isEmpty();
            assertThat(row(analysis, "web", 30).formula().toString())
                    .as(algorithm)
                    .isEqualTo("no estimate: the shares of its nodes follow the calls in flight");
        }
        assertThat(run(SLOW.formatted("round-robin")).warnings())
                .singleElement()
                .asString()
                .startsWith("web/1 overloaded from 30s to 1m30s (web/1 slow x6): 125/s offered (even share)");
    }

    /** The total capacity does not depend on the shares. */
    @Test
    void overloadOfAllHostsIsStatedWhateverTheirShares() throws Exception {
        assertThat(estimate(replaceParts(SLOW.formatted("least-connections"), "500/s", "700/s"))
                        .warnings())
                .anyMatch(warning -> warning.toString().startsWith("web overloaded from 30s to 1m30s"));
    }

    @Test
    void slowStartHasNoEstimate() throws Exception {
        String text = replaceParts(
                SLOW.formatted("round-robin, slow_start: 20s"), "slow web/1 x6 for 1m", "crash web/1 for 10s");
        assertThat(row(estimate(text), "web", 40).formula().toString()).isEqualTo("no estimate: its nodes warm up");
    }

    private static final String GRAY = """
            run: { duration: 2m, seed: 1 }
            components:
              web: { kind: server, nodes: 2, cores: 2, service: exp(10ms), versions: { v2: {} } }
            requests:
              r: { rate: 200/s, path: [web] }
            faults:
              - at 20s: slow web/2 x1.8
              - at 1m: %s
            """;

    @Test
    void replacedProcessOfASlowHostHasNoEstimate() throws Exception {
        for (String method : List.of("restart web/2", "replace web/2", "deploy web v2")) {
            Analysis analysis = estimate(GRAY.formatted(method));
            assertThat(row(analysis, "web/2", 20).utilization()).as(method).isCloseTo(0.9, within(1e-9));
            assertThat(analysis.stations())
                    .as(method)
                    .filteredOn(row -> row.fromNanos() >= 60_000_000_000L)
                    .isNotEmpty()
                    .allMatch(row ->
                            row.formula().toString().equals("no estimate: its nodes are replaced while a fault lasts"));
        }
    }

    @Test
    void timeOfAVerySlowComponentIsNotNegative() throws Exception {
        String slow = "  - at 5s: slow app x2\n".repeat(64);
        Analysis analysis = estimate("""
                run: { duration: 20s, seed: 1 }
                components: { app: { kind: server, cores: 2, service: 10ms } }
                requests: { r: { rate: 5/s, timeout: 1s, path: [app] } }
                faults:
                """ + slow);
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .contains("timeout 1s of r -> app is below the unloaded response time of app (2562047h47m16.855s)");
    }

    /** The replaced hosts may be up again, and their callees may have their load again. */
    @Test
    void replacedTierIsNotDown() throws Exception {
        String text = replaceParts(CHAIN, "200/s", "50/s")
                + "faults:\n  - at 30s: power-off web\n  - at 1m: replace web/down\n";
        Analysis analysis = estimate(text);
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .containsExactly("web: no node up from 30s to 1m (web powered off), 50/s arriving");
        for (String station : List.of("web", "db/primary")) {
            assertThat(row(analysis, station, 60).formula().toString()).startsWith("no estimate: ");
        }
    }

    @Test
    void writeBackWritesCauseNoTimeoutWarning() throws Exception {
        String text = """
                run: { duration: 30s, seed: 1 }
                components:
                  web: { kind: server, cores: 8, service: 1ms }
                  counts: { kind: cache, write_policy: %s, flush_interval: 1s, source: db }
                  db: { kind: database, cores: 4, write: exp(10ms), queue: unlimited, timeout: 1m }
                requests:
                  r: { rate: 600/s, key: uniform(100), timeout: 1s, steps: [web, write: counts] }
                """;
        assertThat(estimate(text.formatted("back")).warnings()).isEmpty();
        Analysis through = run(text.formatted("through"));
        assertThat(through.warnings()).anyMatch(warning -> warning.toString().startsWith("web times out after 1s"));
        assertThat(through.unconfirmed()).isEmpty();
    }

    private static Analysis library(String name, String variant) throws Exception {
        return run(new ScenarioFinder()
                .check(name, Overrides.NONE).variants().stream()
                        .filter(each -> each.name().equals(variant))
                        .findFirst()
                        .orElseThrow());
    }

    /** Correct warnings stay on the default screen, also behind DNS, regions, pushes and connection pools. */
    @ParameterizedTest
    @ChosenRows(5)
    @CsvSource({
        "datacenter-outage, no spare capacity, web overloaded",
        "capstone, no headroom in the west, web overloaded",
        "ladder/09-two-data-centres, no headroom in the west, web overloaded",
        "connection-pool-exhaustion, pool of 40 and 4 servers, web: connections to db overloaded"
    })
    void correctLibraryWarningsAreConfirmed(String name, String variant, String beginning) throws Exception {
        Analysis analysis = library(name, variant);
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.toString().startsWith(beginning));
        assertThat(analysis.unconfirmed()).extracting(Object::toString).isEmpty();
    }
}
