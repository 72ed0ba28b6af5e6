package dev.brownout.component.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.fault.CrashFault;
import dev.brownout.fault.PowerOffFault;
import dev.brownout.fault.ReshardFault;
import dev.brownout.fault.SplitShardFault;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.HotKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.result.VariantResult;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.runtime.Scenes;
import dev.brownout.scenario.NetworkSpec;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Share;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ScenarioException;
import dev.brownout.workload.PoissonLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Key migration to more shards while they are read and written. */
class ReshardTest {
    private static final DataSize DATA = new DataSize(3_000_000_000L);

    private static MoveSpec move(double load, boolean whole, double pauseSeconds) {
        return new MoveSpec(
                Optional.of(DATA),
                new Bandwidth(8 * 100e6),
                new Share(load),
                whole ? Optional.empty() : Optional.of(new DataSize(10_000_000)),
                new ConstantDistribution(pauseSeconds * 1e9));
    }

    private static DatabaseSpec database(Consumer<DatabaseSpecs> otherwise) {
        return DatabaseSpecs.working(new ConstantDistribution(1e6), d -> {
            d.shards = 4;
            d.move = move(0, false, 0.02);
            otherwise.accept(d);
        });
    }

    /** Returns a scene with four shards, 1,000 keys, 100 reads/s and 100 writes/s. A fifth shard is added at 5 s. */
    private static Scenes scene(DatabaseSpec database) {
        return Scenes.scene()
                .networked()
                .withDuration(60)
                .seededBy("reshard")
                .with("db", database)
                .requesting(
                        "look",
                        new PoissonLoad(100),
                        new UniformKeys(1000),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.read("db"))
                .requesting(
                        "save",
                        new PoissonLoad(100),
                        new UniformKeys(1000),
                        Duration.ofSeconds(1),
                        List.of(),
                        Scenes.write("db"))
                .withFault(new ReshardFault(5), "db", "", 5);
    }

    @ParameterizedTest
    @CsvSource({"MODULO, 0.8, 0", "JUMP, 0.2, 0", "RING, 0.2, 0.04"})
    void movedShareDependsOnTheShardingScheme(Sharding sharding, double share, double tolerance) {
        VariantResult result = scene(database(d -> d.sharding = sharding)).run();
        double bytes = Scenes.measure(result, "db", "moved_bytes");
        assertThat(bytes / DATA.bytes()).isCloseTo(share, within(tolerance + 1e-9));
        assertThat(Scenes.second(result, "move-ended")).isCloseTo(5 + bytes / 100e6 + 0.02, within(1e-6));
        assertThat(Scenes.measure(result, "db", "moved_at") / 1e9).isEqualTo(Scenes.second(result, "move-ended"));
        double seconds = bytes / 100e6;
        double written = 1 - (Math.exp(-0.5) - Math.exp(-0.5 - seconds / 10)) / (seconds / 10);
        double keys = 1000 * bytes / DATA.bytes() * written;
        assertThat(Scenes.measure(result, "db", "moved_keys"))
                .as("each key is written every 10 s, and moves at a random time of the move")
                .isCloseTo(keys, within(tolerance * 1000 + 4 * Math.sqrt(keys)));
        assertThat(result.requests().get("all").failed()).isZero();
        assertThat(Scenes.measureOfNode(result, "db", "shard-5/primary", "utilization"))
                .isPositive();
    }

    @Test
    void reshardingLosesNoWritesAndCausesNoStaleReads() {
        VariantResult result =
                scene(database(d -> d.move = move(0, false, 0.2))).run();
        DataResult data = result.accounting().data().get("db");
        assertThat(data.attempted()).isEqualTo(result.requests().get("save").offered());
        assertThat(data.acknowledged()).isEqualTo(data.durable());
        assertThat(data.lost() + data.phantom() + data.duplicate() + data.staleReads())
                .isZero();
        assertThat(Scenes.measure(result, "db", "held_writes")).isPositive();
        assertThat(Scenes.measure(result, "db", "sent_on")).isPositive();
    }

    /** A move waits for a primary that is down for 10 s, and loses no writes, as the log of the primary is on disk. */
    @Test
    void moveWaitsForACrashedNode() {
        VariantResult result = scene(database(d -> {}))
                .withFault(new CrashFault(), "db", "shard-2", 12.5, 22.5)
                .run();
        assertThat(Scenes.second(result, "move-stopped")).isBetween(12.5, 13.5);
        assertThat(Scenes.second(result, "move-went-on")).isBetween(22.5, 23.5);
        assertThat(Scenes.second(result, "move-ended")).isCloseTo(5 + 24 + 10, within(1.1));
        assertThat(result.accounting().data().get("db").lost()).isZero();
    }

    /** Failovers lose as many writes as without a move. Moved keys are kept on another shard. */
    @Test
    void failoverDuringAMoveLosesOnlyUnreplicatedWrites() {
        VariantResult result = scene(database(ReshardTest::onReplicated))
                .withFault(new PowerOffFault(), "db", "shard-1/primary", 15, 40)
                .withFault(new PowerOffFault(), "db", "shard-5/primary", 20, 45)
                .run();
        double counted = Scenes.measure(result, "db", "lost_writes");
        assertThat((double) result.accounting().data().get("db").lost()).isEqualTo(counted);
        assertThat(counted)
                .as("two failovers, each with 2 s of 20 to 25 writes/s")
                .isBetween(40.0, 130.0);
        assertThat(Scenes.eventsOf(result, "move-ended")).hasSize(1);
    }

    private static void onReplicated(DatabaseSpecs d) {
        d.replicas = 1;
        d.replication = DatabaseSpecs.following(new ConstantDistribution(2e9));
        d.failover = Optional.of(new Failover(
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Failover.MOST_ADVANCED,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /**
     * A shard that has moved four of five keys fails right after the cut-over, with 2 s of its log not yet replicated.
     * That is 50 writes, 40 of which are safe on the new shards of their keys.
     */
    @Test
    void movedKeysSurviveTheFailureOfTheOldPrimary() {
        VariantResult result = scene(database(d -> {
                    onReplicated(d);
                    d.move = move(0, true, 0);
                }))
                .withFault(new PowerOffFault(), "db", "shard-1/primary", 29.05)
                .run();
        assertThat(Scenes.second(result, "cut-over")).isCloseTo(29, within(1e-6));
        assertThat(Scenes.measure(result, "db", "lost_writes")).isBetween(2.0, 22.0);
    }

    /** Writes of 80 ms are in progress at every cut-over. None may be applied on the old shard of its key. */
    @Test
    void writesInProgressAtTheCutOverAreForwarded() {
        VariantResult result = scene(database(d -> {
                    d.write = new ConstantDistribution(80e6);
                    d.move = move(0, true, 0);
                }))
                .run();
        assertThat(Scenes.measure(result, "db", "sent_on")).isBetween(1.0, 20.0);
        assertThat(result.requests().get("save").failed()).isZero();
        assertThat(result.requests().get("save").successes().max() / 1e6).isBetween(81.0, 170.0);
    }

    /**
     * Requests take 0.25 s to arrive. If their key moves in the meantime, they are rejected on arrival and forwarded.
     * The response time is two round trips and 1 ms of service time, spent once.
     */
    @Test
    void requestsThatArriveAfterTheCutOverAreForwarded() {
        NetworkSpec slow = new NetworkSpec(
                new ConstantDistribution(500e6),
                new ConstantDistribution(0),
                Optional.empty(),
                new Share(0),
                NetworkSpec.Connections.KEPT_ALIVE,
                CallTarget.BETWEEN_TIERS);
        VariantResult result = Scenes.scene()
                .linkedBy(slow)
                .withDuration(40)
                .seededBy("too late")
                .with("db", database(d -> d.move = move(0, true, 0)))
                .requesting("look", new PoissonLoad(200), new UniformKeys(1000), null, List.of(), Scenes.read("db"))
                .requesting("save", new PoissonLoad(200), new UniformKeys(1000), null, List.of(), Scenes.write("db"))
                .withFault(new ReshardFault(5), "db", "", 5)
                .run();
        assertThat(Scenes.measure(result, "db", "sent_on"))
                .as("four fifths of 400/s")
                .isCloseTo(80, within(4 * Math.sqrt(80)));
        for (String request : List.of("look", "save")) {
            assertThat(result.requests().get(request).failed()).isZero();
            assertThat(result.requests().get(request).successes().max() / 1e9).isCloseTo(1.001, within(1e-6));
        }
    }

    /** A utilization of 0.75, with a fifth of the capacity taken by the move: 0.75 / 0.8. */
    @Test
    void moveReducesTheCapacityForUserRequests() {
        VariantResult result = Scenes.scene()
                .withDuration(29, 5)
                .seededBy("less for users")
                .with("db", DatabaseSpecs.working(new ExponentialDistribution(10e6), d -> {
                    d.cores = 8;
                    d.shards = 4;
                    d.move = move(0.2, true, 0);
                }))
                .requesting("look", new PoissonLoad(2400), new UniformKeys(100_000), null, List.of(), Scenes.read("db"))
                .withFault(new ReshardFault(5), "db", "", 5)
                .run();
        for (int shard = 1; shard <= 4; shard++) {
            assertThat(Scenes.measureOfNode(result, "db", "shard-" + shard + "/primary", "utilization"))
                    .isCloseTo(0.9375, within(0.025));
        }
        assertThat(Scenes.measureOfNode(result, "db", "shard-5/primary", "utilization"))
                .isZero();
        assertThat(Scenes.measure(result, "db", "moved_share")).isCloseTo(0, within(1e-9));
    }

    @Test
    void loadIsEvenAfterTheMove() {
        VariantResult result = Scenes.scene()
                .withDuration(60, 35)
                .seededBy("a fifth")
                .with("db", database(d -> {}))
                .requesting("look", new PoissonLoad(1000), new UniformKeys(100_000), null, List.of(), Scenes.read("db"))
                .withFault(new ReshardFault(5), "db", "", 5)
                .run();
        assertThat(Scenes.measure(result, "db", "skew")).isCloseTo(1, within(0.05));
        assertThat(Scenes.measure(result, "db", "moved_share")).isEqualTo(1);
    }

    /** With a single cut-over of all keys, writes wait for its pause, and reads do not. */
    @Test
    void writesWaitForTheCutOver() {
        VariantResult result = scene(database(d -> d.move = move(0, true, 0.5)))
                .withDuration(35)
                .run();
        assertThat(Scenes.second(result, "cut-over")).isCloseTo(5 + 24 + 0.5, within(1e-6));
        assertThat(Scenes.measure(result, "db", "held_writes"))
                .as("80 of 100 writes/s for 0.5 s")
                .isCloseTo(40, within(3 * Math.sqrt(40)));
        assertThat(result.requests().get("save").successes().max() / 1e9).isBetween(0.4, 0.51);
        assertThat(result.requests().get("look").successes().max() / 1e9).isLessThan(0.1);
    }

    @Test
    void secondMoveWaitsForTheFirst() {
        VariantResult result = scene(database(d -> d.sharding = Sharding.JUMP))
                .withFault(new ReshardFault(8), "db", "", 6)
                .run();
        assertThat(Scenes.eventsOf(result, "move-began")).hasSize(2);
        double first = Scenes.second(result, "move-ended");
        assertThat(Scenes.eventsOf(result, "move-began").get(1).atNanos() / 1e9).isEqualTo(first);
        assertThat(Scenes.eventsOf(result, "move-ended").get(1).atNanos() / 1e9)
                .as("three eighths of 30 s")
                .isCloseTo(first + 30 * 3 / 8.0 + 0.02, within(1e-6));
        assertThat(result.accounting().data().get("db").lost()).isZero();
    }

    @Test
    void unshardedDatabaseCanBeSharded() {
        VariantResult result = scene(database(d -> d.shards = 1)).run();
        assertThat(Scenes.measure(result, "db", "moved_bytes")).isCloseTo(0.8 * DATA.bytes(), withPercentage(0.001));
        assertThat(result.requests().get("all").failed()).isZero();
    }

    /** Stored bytes move from shard to shard: four shards of 750 MB become five of 600 MB. */
    @Test
    void storedBytesMoveWithTheKeys() {
        Consumer<DatabaseSpecs> limits = d -> {
            d.storage = Optional.of(new StorageSpec(Optional.of(new DataSize(1_000_000_000)), DATA, Optional.empty()));
            d.move = new MoveSpec(
                    Optional.empty(),
                    new Bandwidth(8 * 100e6),
                    new Share(0),
                    Optional.of(new DataSize(7_000_000)),
                    new ConstantDistribution(0));
        };
        VariantResult result = scene(database(limits)).run();
        assertThat(Scenes.measure(result, "db", "moved_bytes")).isEqualTo(0.8 * DATA.bytes());
        assertThat(Scenes.measure(result, "db", "stored"))
                .as("3 of 4 GB for 5 s, then of 5")
                .isCloseTo(60 * 3 / (5 * 4 + 55 * 5.0), within(1e-9));
    }

    @Test
    void reshardingWithHotKeyShardsFailsNoRequests() {
        Map<String, HotKey> own = Map.of("star", new HotKey.OwnShard(2), "moon", new HotKey.AssignedShard(2));
        HotKeys keys =
                new HotKeys(List.of(new HotKeys.Hot(0.3, "star"), new HotKeys.Hot(0.2, "moon")), new UniformKeys(1000));
        VariantResult result = Scenes.scene()
                .withDuration(60)
                .with("db", database(d -> d.hotKeys = own))
                .requesting("look", new PoissonLoad(100), keys, null, List.of(), Scenes.read("db"))
                .requesting("save", new PoissonLoad(100), keys, null, List.of(), Scenes.write("db"))
                .withFault(new ReshardFault(5), "db", "", 5)
                .run();
        assertThat(result.requests().get("all").failed()).isZero();
        assertThat(result.accounting().data().get("db").lost()).isZero();
    }

    /** A range of four is split under load, and its upper half again before the first move ends. */
    @Test
    void rangeSplitsLoseNoWrites() {
        VariantResult result = Scenes.scene()
                .networked()
                .withDuration(60)
                .seededBy("split")
                .with("db", database(d -> d.sharding = Sharding.RANGE))
                .requesting("look", new PoissonLoad(200), new UniformKeys(1000), null, List.of(), Scenes.read("db"))
                .requesting("save", new PoissonLoad(200), new UniformKeys(1000), null, List.of(), Scenes.write("db"))
                .withFault(new SplitShardFault(), "db", "shard-4", 5)
                .withFault(new SplitShardFault(), "db", "5", 6)
                .run();
        assertThat(Scenes.eventsOf(result, "move-began")).hasSize(2);
        assertThat(Scenes.measure(result, "db", "moved_bytes"))
                .as("125 of 1000 keys, and of these 63")
                .isEqualTo(DATA.bytes() * 0.188);
        assertThat(Scenes.measure(result, "db", "moved_at") / 1e9).isCloseTo(5 + 3.75 + 1.89 + 2 * 0.02, within(1e-6));
        assertThat(Scenes.measure(result, "db", "moved_keys")).isBetween(60.0, 187.0);
        DataResult data = result.accounting().data().get("db");
        assertThat(data.acknowledged()).isEqualTo(data.durable());
        assertThat(data.lost() + data.phantom() + data.duplicate() + data.staleReads())
                .isZero();
        assertThat(result.requests().get("all").failed()).isZero();
        assertThat(Scenes.measureOfNode(result, "db", "shard-6/primary", "utilization"))
                .isPositive();
    }

    private static void notSplit(Consumer<DatabaseSpecs> otherwise, String part, String... words) {
        assertThatThrownBy(() -> Scenes.scene()
                        .withDuration(10)
                        .with("db", database(d -> {
                            d.sharding = Sharding.RANGE;
                            otherwise.accept(d);
                        }))
                        .requesting(
                                "look", new PoissonLoad(1), new UniformKeys(1000), null, List.of(), Scenes.read("db"))
                        .withFault(new SplitShardFault(), "db", part, 6)
                        .run())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void rejectsInvalidSplitsWithAReason() {
        notSplit(d -> {}, "", "db cannot be split: name one shard, such as db/shard-1");
        notSplit(d -> {}, "shard-2/primary", "shard-2/primary cannot be split: name one shard");
        notSplit(d -> {}, "shard-9", "db has no such range at that time");
        notSplit(d -> d.sharding = Sharding.JUMP, "shard-2", "only a range can be split", "reshard to more");
        notSplit(d -> d.shards = 1000, "shard-2", "db/shard-2 cannot be split: it has fewer than two keys");
        notSplit(d -> d.move = null, "shard-2", "db/shard-2 cannot be split: its 'move' or", "add it to db");
        notSplit(d -> d.hotKeys = Map.of("7", new HotKey.Suffixes(2)), "shard-2", "hot key 7 is on several shards");
    }

    private static void onRefused(Consumer<DatabaseSpecs> otherwise, int shards, String... words) {
        assertThatThrownBy(() -> scene(database(otherwise))
                        .withFault(new ReshardFault(shards), "db", "", 6)
                        .run())
                .isInstanceOf(ScenarioException.class)
                .hasMessageContainingAll(words);
    }

    @Test
    void rejectsInvalidReshardingWithAReason() {
        onRefused(d -> {}, 5, "db has 5 shards at that time", "at least 6");
        onRefused(d -> d.sharding = Sharding.DIRECTORY, 6, "a directory does not move the keys that it contains");
        onRefused(d -> d.sharding = Sharding.RANGE, 6, "a part of every range");
        onRefused(d -> d.hotKeys = Map.of("star", new HotKey.Copies(2)), 6, "hot key star is on several shards");
        onRefused(d -> d.hotKeys = Map.of("7", new HotKey.Suffixes(2)), 6, "hot key 7 is on several shards");
        onRefused(d -> d.move = null, 6, "its 'move' or the amount of data is missing", "move: {");
        onRefused(d -> d.move = DatabaseSpecs.moving(Optional.empty(), 1e6), 6, "the amount of data is missing");
        assertThatThrownBy(() -> move(1, true, 0)).hasMessageContaining("load must be less than 100%");
    }
}
