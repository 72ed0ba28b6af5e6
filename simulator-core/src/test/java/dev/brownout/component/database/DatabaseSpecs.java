package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Share;
import dev.brownout.spi.ReadFrom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Parameters of a database for tests: one node that works as long on a write as on a read, unless a test differs. */
public final class DatabaseSpecs {
    /** Its replicas follow by themselves, fifty milliseconds behind. */
    public static final Replication ASYNC = following(new ConstantDistribution(50e6));

    /** Reads ask the replicas in turn, whatever they have heard of. */
    public static final Reads FROM_REPLICAS = new Reads(
            ReadFrom.REPLICAS,
            Reads.Algorithm.ROUND_ROBIN,
            HealthSpec.DEFAULT,
            Reads.Fallback.PRIMARY,
            Optional.empty());

    public int cores = 8;
    public Optional<Integer> queue = Optional.of(1000);
    public Distribution write;
    public int replicas;
    public Optional<String> primary = Optional.empty();
    public Replication replication = ASYNC;
    public Reads reads = FROM_REPLICAS;
    public Optional<Failover> failover = Optional.empty();
    public Optional<Replacement> replace = Optional.empty();
    public boolean deduplicate;
    public int shards = 1;
    public Sharding sharding = Sharding.MODULO;
    public Map<String, HotKey> hotKeys = Map.of();
    public Optional<StorageSpec> storage = Optional.empty();
    public MoveSpec move;

    private DatabaseSpecs(Distribution work) {
        this.write = work;
    }

    /** Replicas that follow by themselves, so far behind. */
    public static Replication following(Distribution backlog) {
        return new Replication(
                Replication.Mode.ASYNC,
                backlog,
                1,
                Optional.empty(),
                Optional.empty(),
                new Share(0.5),
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty());
    }

    /** Moves of so much data at a pace in bytes a second, a hundredth at a time, which take nothing from users. */
    public static MoveSpec moving(Optional<DataSize> data, double bytesPerSecond) {
        return new MoveSpec(
                data,
                new Bandwidth(8 * bytesPerSecond),
                new Share(0),
                data.map(all -> new DataSize(all.bytes() / 100)),
                new ConstantDistribution(0));
    }

    /** Of nodes that need so long for a read, and for a write where nothing else is said. */
    public static DatabaseSpec working(Distribution read, Consumer<DatabaseSpecs> otherwise) {
        DatabaseSpecs d = new DatabaseSpecs(read);
        otherwise.accept(d);
        return new DatabaseSpec(
                d.cores,
                d.queue,
                read,
                Map.of(),
                Optional.empty(),
                d.write,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(d.replicas),
                d.primary,
                d.replication,
                d.reads,
                d.failover,
                d.replace,
                d.deduplicate,
                d.shards,
                d.sharding,
                List.of(),
                d.hotKeys,
                d.storage,
                Optional.ofNullable(d.move),
                Optional.empty());
    }
}
