package dev.brownout.deployments;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Vertical scaling of servers: each node stops, starts with more or fewer cores, and is billed at its new size. */
@Tag("law")
class ResizeTest {
    private static final String SIZES = "price_list: { server: { sizes: { 4: $0.192/h, 64: $3.07/h, 192: $13/h } } }\n";

    private static double measure(String text, String number) {
        return windowValue(text, number, "");
    }

    private static double windowValue(String text, String number, String window) {
        String near = number.endsWith("utilization") ? "1%" : number.endsWith("hour") ? "$1/h" : "1";
        String guess = number.endsWith("cost") ? "$1" : near;
        String predict = "predict: { it: " + number + " ~ " + guess + " +/- 1000% " + window + " }\n";
        return TestScenarioRunner.measure(TestScenarioRunner.run(text + predict), "it");
    }

    private static String tier(int seed, String server, String load, String faults) {
        return """
                run: { duration: 10m, seed: %d }
                components:
                  web: { kind: server, %s }
                requests:
                  page: { rate: %s, path: [web] }
                faults: [ %s ]
                """.formatted(seed, server, load, faults);
    }

    /** 36/s of 100 ms each use 3.6 cores: 90 % of 4 cores, and 22.5 % of 16. */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"fifo, 5s, 4m, 0.9", "fifo, 4m3s, 10m, 0.225", "ps, 4m3s, 10m, 0.225"})
    void utilizationFollowsTheNumberOfCores(String scheduling, String from, String to, double busy) {
        SeedAssertions.agree(
                seed -> windowValue(
                        tier(
                                seed,
                                "service: exp(100ms), scheduling: " + scheduling,
                                "36/s",
                                "at 4m: scale web to 16 cores startup=1s"),
                        "web.utilization",
                        "from " + from + " to " + to),
                busy,
                0.02);
    }

    /** 10/s fail for 120 s: the node has no call in flight at 1m, and starts for two minutes. */
    @Test
    void singleNodeIsDownDuringItsResize() {
        VariantResult result =
                TestScenarioRunner.run(tier(1, "service: 1ms", "constant(10/s)", "at 1m: scale web to 16 cores"));
        long failed = result.requests().get("page").failed();
        assertThat((double) failed).isCloseTo(1200, offset(1.0));
    }

    /** Four nodes of 4 cores, of which one is always down until all have 8 cores. */
    @Test
    void nodesAreResizedOneByOne() {
        String text = tier(1, "nodes: 4", "1/s", "at 1m: scale web to 8 cores startup=20s grace=0s");
        assertThat(windowValue(text, "web.cores_in_service", "from 0s to 1m")).isEqualTo(16);
        assertThat(windowValue(text, "web.cores_in_service", "from 1m1s to 1m19s"))
                .isEqualTo(12);
        assertThat(windowValue(text, "web.cores_in_service", "from 1m23s to 1m39s"))
                .isEqualTo(16);
        assertThat(windowValue(text, "web.cores_in_service", "from 1m45s to 1m58s"))
                .isEqualTo(20);
        assertThat(windowValue(text, "web.cores_in_service", "from 2m8s to 2m18s"))
                .isEqualTo(24);
        assertThat(windowValue(text, "web.cores_in_service", "from 2m30s to 10m"))
                .isEqualTo(32);
        String two = replaceParts(text, "grace=0s", "grace=0s by=2");
        assertThat(windowValue(two, "web.cores_in_service", "from 1m1s to 1m19s"))
                .isEqualTo(8);
        assertThat(windowValue(two, "web.cores_in_service", "from 1m50s to 10m"))
                .isEqualTo(32);
    }

    /** 4 minutes at the small price and 6 minutes at the large price: 4/60 h x $0.36 + 6/60 h x $3.60. */
    @Test
    void costFollowsTheNodeSize() {
        String faults = "at 4m: scale web to 16 cores grace=0s";
        String sizes = "price_list: { server: { sizes: { 4: $0.36/h, 16: $3.60/h } } }\n";
        assertThat(measure(tier(1, "service: 1ms", "1/s", faults) + sizes, "web.cost"))
                .isCloseTo(0.384, offset(1e-12));
        String linear = "price_list: { server: { cores: $0.06/h } }\n";
        assertThat(measure(tier(1, "service: 1ms", "1/s", faults) + linear, "web.cost"))
                .isCloseTo(0.06 * (4 * 4 + 16 * 6) / 60, offset(1e-12));
    }

    /**
     * 192 cores are 48 nodes of 4 cores, or one node that costs more. A size between two listed sizes has the price of
     * the larger.
     */
    @ParameterizedTest
    @CsvSource({"48, 4, 9.216", "1, 192, 13", "1, 4, 0.192", "1, 1, 0.192", "1, 5, 3.07", "3, 64, 9.21", "1, 65, 13"})
    void costIsThatOfTheNextLargerSize(int nodes, int cores, double dollars) {
        String text = tier(1, "nodes: " + nodes + ", cores: " + cores, "1/s", "") + SIZES;
        assertThat(measure(text, "web.cost_per_hour")).isCloseTo(dollars, offset(1e-9));
        assertThat(measure(text, "all.cost_per_hour")).isCloseTo(dollars, offset(1e-9));
    }

    @Test
    void rejectsMoreCoresThanTheLargestSize() {
        assertThatThrownBy(() -> TestScenarioRunner.load(tier(1, "cores: 100000", "1/s", "") + SIZES))
                .hasMessageContaining("site:5:31: cores '100000': the largest server of the price list has 192;")
                .hasMessageContaining("use more nodes, or another price_list.server.sizes");
        assertThatThrownBy(() ->
                        TestScenarioRunner.load(tier(1, "cores: 4", "1/s", "at 1m: scale web to 193 cores") + SIZES))
                .hasMessageContaining("193 cores: the largest server of the price list has 192");
        TestScenarioRunner.load(tier(1, "cores: 192", "1/s", "at 1m: scale web to 192 cores") + SIZES);
        TestScenarioRunner.load(tier(1, "cores: 100000", "1/s", ""));
    }

    /**
     * Databases have a price list of their own: each node, primary or replica, has the price of the next larger size.
     */
    @ParameterizedTest
    @CsvSource({"4, 0, 0.4", "5, 0, 6.4", "192, 0, 28", "5, 2, 19.2"})
    void databaseCostIsThatOfTheNextLargerSize(int cores, int replicas, double dollars) {
        assertThat(measure(database(cores, replicas), "db.cost_per_hour")).isCloseTo(dollars, offset(1e-9));
        assertThatThrownBy(() -> TestScenarioRunner.load(database(100_000, replicas)))
                .hasMessageContaining("cores '100000': the largest database of the price list has 192;");
    }

    private static String database(int cores, int replicas) {
        return """
                run: 1m
                components:
                  db: { kind: database, cores: %d, replicas: %d, read: 1ms }
                requests:
                  page: { rate: 1/s, path: [db] }
                price_list: { database: { sizes: { 4: $0.4/h, 64: $6.4/h, 192: $28/h } } }
                """.formatted(cores, replicas);
    }

    @Test
    void endOfTheFaultRestoresTheSize() {
        String faults = "at 1m: scale web to 16 cores startup=1s for 3m, at 2m: scale web to 2 cores startup=1s for 4m";
        String text = tier(1, "cores: 4", "1/s", faults);
        assertThat(windowValue(text, "web.cores_in_service", "from 1m4s to 2m")).isEqualTo(16);
        assertThat(windowValue(text, "web.cores_in_service", "from 2m4s to 4m")).isEqualTo(2);
        assertThat(windowValue(text, "web.cores_in_service", "from 4m4s to 6m")).isEqualTo(2);
        assertThat(windowValue(text, "web.cores_in_service", "from 6m4s to 10m"))
                .isEqualTo(4);
    }

    /** New nodes have the size of the other nodes: 2 and then 6 nodes of 8 cores. */
    @Test
    void newNodesHaveTheNewSize() {
        String faults = "at 1m: scale web to 8 cores startup=1s, at 3m: scale web to 6 for 2m";
        String text = tier(1, "nodes: 2", "1/s", faults);
        assertThat(windowValue(text, "web.cores_in_service", "from 1m10s to 3m"))
                .isEqualTo(16);
        assertThat(windowValue(text, "web.cores_in_service", "from 3m1s to 5m")).isEqualTo(48);
        assertThat(windowValue(text, "web.cores_in_service", "from 5m40s to 10m"))
                .isEqualTo(16);
    }

    /**
     * 40/s of 100 ms each use 4 cores: 50 % of two nodes of 4 cores, and 25 % of two nodes of 8, so that one suffices.
     */
    @Test
    void autoscalerUsesTheNewSize() {
        String scaled = "cores: 4, nodes: 2, service: 100ms,"
                + " autoscale: { target: 60%, max: 4, down_window: 30s, metric_lag: 0s }";
        String text = tier(1, scaled, "constant(40/s)", "at 1m: scale web to 8 cores startup=1s");
        assertThat(windowValue(text, "web.nodes", "from 20s to 1m")).isEqualTo(2);
        assertThat(windowValue(text, "web.nodes", "from 3m to 10m")).isEqualTo(1);
        assertThat(windowValue(text, "web.utilization", "from 3m to 10m")).isCloseTo(0.5, offset(0.001));
    }

    @Test
    void nodesWithWorkersAndCrashedNodesAreResized() {
        String faults = "at 1m: crash web/2 for 5m, at 2m: scale web to 8 cores startup=1s";
        for (String more : new String[] {"workers: 10", "workers: 10, scheduling: ps", "scheduling: lifo"}) {
            String text = tier(1, "nodes: 3, service: exp(50ms), " + more, "100/s", faults);
            assertThat(windowValue(text, "web.cores_in_service", "from 2m30s to 10m"))
                    .as(more)
                    .isEqualTo(24);
            assertThat(windowValue(text, "web.provisioned_utilization", "from 7m to 10m"))
                    .as(more)
                    .isCloseTo(5.0 / 24, offset(0.02));
        }
    }
}
