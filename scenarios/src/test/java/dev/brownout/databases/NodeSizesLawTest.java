package dev.brownout.databases;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.assertj.core.api.Assertions.tuple;

import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Vertical scaling of databases: the nodes of each shard are resized one by one, the primary last. */
@Tag("law")
class NodeSizesLawTest {
    private static String site(int seed, String database, String requests, String faults) {
        return """
                run: { duration: 10m, seed: %d }
                network: none
                components:
                  db: { kind: database, %s }
                requests:
                %s
                faults: [ %s ]
                """.formatted(seed, database, requests.indent(2).stripTrailing(), faults);
    }

    private static String checkpoints(String rate) {
        return "look: { rate: " + rate + ", path: [db] }";
    }

    private static String saves(String rate) {
        return "save: { rate: " + rate + ", key: uniform(100), steps: [write: db] }";
    }

    private static double windowValue(String text, String number, String window) {
        String guess = number.endsWith("utilization") ? "1%" : number.endsWith("cost") ? "$1" : "1";
        String predict = "predict: { it: " + number + " ~ " + guess + " +/- 1000% " + window + " }\n";
        return TestScenarioRunner.measure(TestScenarioRunner.run(text + predict), "it");
    }

    private static List<TimelineEvent> resized(String text) {
        return TestScenarioRunner.run(text).history().timeline().stream()
                .filter(event -> event.what().equals("resized"))
                .toList();
    }

    /** 40/s of 160 ms each use 6.4 cores: 80 % of 8 cores, and 40 % of 16. */
    @Test
    @Tag("change")
    void utilizationFollowsTheNumberOfCores() {
        String faults = "at 4m: scale db to 16 cores startup=1s";
        SeedAssertions.agree(seed -> windowValue(busy(seed, faults), "db.utilization", "from 5s to 4m"), 0.8, 0.02);
        SeedAssertions.agree(seed -> windowValue(busy(seed, faults), "db.utilization", "from 4m3s to 10m"), 0.4, 0.02);
        List<Station> estimate =
                TestScenarioRunner.run(busy(0, faults)).analysis().stations();
        assertThat(estimate.get(0).utilization()).isCloseTo(0.8, offset(1e-9));
        assertThat(estimate.get(1).utilization()).isCloseTo(0.4, offset(1e-9));
    }

    private static String busy(int seed, String faults) {
        return site(seed, "read: exp(160ms)", checkpoints("40/s"), faults);
    }

    /** 10/s fail during the 2 minutes of its restart. */
    @Test
    void singleNodeIsDownDuringItsResize() {
        SeedAssertions.agree(
                seed -> TestScenarioRunner.run(
                                site(seed, "read: 1ms", checkpoints("constant(10/s)"), "at 1m: scale db to 16 cores"))
                        .requests()
                        .get("look")
                        .failed(),
                1200,
                1,
                0.01);
    }

    /**
     * 20/s fail during the 5 s until the replica is promoted. The replica is resized first, while it takes no writes.
     */
    @Test
    void replicaIsPromotedBeforeThePrimaryIsResized() {
        String database =
                "replicas: 1, write: 1ms, replication: { mode: async, backlog: 0ms }, failover: { after: 5s }";
        SeedAssertions.agree(
                seed -> TestScenarioRunner.run(
                                site(seed, database, saves("constant(20/s)"), "at 1m: scale db to 16 cores"))
                        .requests()
                        .get("save")
                        .failed(),
                100,
                1,
                0.01);
        VariantResult result =
                TestScenarioRunner.run(site(0, database, saves("constant(20/s)"), "at 1m: scale db to 16 cores"));
        assertThat(resized(site(0, database, saves("constant(20/s)"), "at 1m: scale db to 16 cores")))
                .extracting(TimelineEvent::node)
                .containsExactly("replica-1", "primary");
        assertThat(result.history().timeline())
                .filteredOn(event -> event.what().equals("promoted"))
                .extracting(TimelineEvent::node)
                .containsExactly("replica-1");
    }

    /**
     * The first replica is down for 60 s, in which 1,200 writes queue up for it. It applies 50 of them per second,
     * which takes 24 s, rounded up to the next check once a second. Then the next replica is resized.
     */
    @Test
    @Tag("change")
    void nextReplicaIsResizedAfterTheLastHasCaughtUp() {
        String database = "replicas: 2, write: 1ms, replication: { mode: async, backlog: 0ms, apply: 50/s }";
        String faults = "at 1m: scale db to 16 cores startup=1m";
        SeedAssertions.agree(seed -> deviation(site(seed, database, saves("20/s"), faults)), 60 + 24.5, 0.5, 0.02);
        assertThat(resized(site(0, database, saves("20/s"), faults)))
                .extracting(TimelineEvent::node)
                .containsExactly("replica-1", "replica-2", "primary");
    }

    private static double deviation(String text) {
        List<TimelineEvent> all = resized(text);
        return (all.get(1).atNanos() - all.get(0).atNanos()) / 1e9;
    }

    /** Two shards of three nodes with 8 cores: each shard has one node down until all of its nodes have 16 cores. */
    @Test
    void allShardsAreResizedInParallel() {
        String text = site(1, "replicas: 2, shards: 2", checkpoints("1/s"), "at 1m: scale db to 16 cores startup=20s");
        assertThat(windowValue(text, "db.cores_in_service", "from 0s to 1m")).isEqualTo(48);
        assertThat(windowValue(text, "db.cores_in_service", "from 1m1s to 1m19s"))
                .isEqualTo(32);
        assertThat(windowValue(text, "db.cores_in_service", "from 1m22s to 1m39s"))
                .isEqualTo(48);
        assertThat(windowValue(text, "db.cores_in_service", "from 1m43s to 1m59s"))
                .isEqualTo(64);
        assertThat(windowValue(text, "db.cores_in_service", "from 2m5s to 10m")).isEqualTo(96);
        String two = replaceParts(text, "startup=20s", "startup=20s by=2");
        assertThat(windowValue(two, "db.cores_in_service", "from 1m1s to 1m19s"))
                .isEqualTo(16);
        assertThat(windowValue(two, "db.cores_in_service", "from 1m22s to 1m39s"))
                .isEqualTo(64);
        assertThat(windowValue(two, "db.cores_in_service", "from 1m43s to 10m")).isEqualTo(96);
    }

    /**
     * Nodes in two regions and with a connection pool are resized one by one. With replication mode none each region
     * has a separate store, and both are resized in parallel.
     */
    @Test
    @Tag("change")
    void regionalAndPooledPrimariesAreResized() {
        for (String mode : List.of("multi-primary", "none", "async")) {
            String pooled = "regions: { east: { users: 50%, rtt: { west: 10ms } }, west: { users: 50% } }\n"
                    + replaceParts(
                            site(
                                    1,
                                    "replication: { mode: " + mode + " }, regions: [east, west], pool: { size: 9 } }\n"
                                            + "  web: { kind: server, regions: [east, west]",
                                    "look: { rate: 10/s, key: uniform(9), path: [web, db] }",
                                    "at 1m: scale db to 16 cores startup=20s"),
                            "network: none\n",
                            "");
            assertThat(windowValue(pooled, "db.cores_in_service", "from 0s to 1m"))
                    .as(mode)
                    .isEqualTo(16);
            assertThat(windowValue(pooled, "db.cores_in_service", "from 1m1s to 1m19s"))
                    .as(mode)
                    .isEqualTo(mode.equals("none") ? 0 : 8);
            assertThat(windowValue(pooled, "db.cores_in_service", "from 2m to 10m"))
                    .as(mode)
                    .isEqualTo(32);
        }
    }

    @Test
    void endOfTheFaultRestoresTheSize() {
        String faults = "at 1m: scale db to 16 cores startup=1s for 3m, at 2m: scale db to 2 cores startup=1s for 4m";
        String text = site(1, "replicas: 1", checkpoints("1/s"), faults);
        assertThat(windowValue(text, "db.cores_in_service", "from 1m8s to 2m")).isEqualTo(32);
        assertThat(windowValue(text, "db.cores_in_service", "from 2m8s to 6m")).isEqualTo(4);
        assertThat(windowValue(text, "db.cores_in_service", "from 6m8s to 10m")).isEqualTo(16);
        String early = site(1, "replicas: 1", checkpoints("1/s"), "at 1m: scale db to 16 cores startup=30s for 10s");
        assertThat(resized(early)).extracting(TimelineEvent::node).containsExactly("replica-1");
        assertThat(windowValue(early, "db.cores_in_service", "from 1m31s to 10m"))
                .isEqualTo(16);
    }

    /** A crashed node has its new size after its recovery. */
    @Test
    void crashedNodeIsResizedOnRecovery() {
        String faults = "at 1m: crash db/replica-1 for 5m, at 2m: scale db to 16 cores startup=1s";
        String text = site(1, "replicas: 2, read: exp(50ms), reads: { from: any }", checkpoints("100/s"), faults);
        assertThat(resized(text)).extracting(TimelineEvent::node).containsExactly("replica-2", "primary");
        assertThat(windowValue(text, "db.provisioned_utilization", "from 7m to 10m"))
                .isCloseTo(5.0 / 48, offset(0.02));
    }

    /**
     * 4 minutes at the small price and 6 minutes at the large price, which includes the restart: 4/60 h x $0.36 + 6/60
     * h x $3.60.
     */
    @Test
    void costFollowsTheNodeSize() {
        String text = site(1, "cores: 4", checkpoints("1/s"), "at 4m: scale db to 16 cores")
                + "price_list: { database: { sizes: { 4: $0.36/h, 16: $3.60/h } } }\n";
        assertThat(windowValue(text, "db.cost", "")).isCloseTo(0.384, offset(1e-12));
        assertThat(resized(text))
                .extracting(TimelineEvent::atNanos, TimelineEvent::node)
                .containsExactly(tuple(360_000_000_000L, "primary"));
    }
}
