package dev.brownout.component.database;

import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.database.stock.RowNumbers;
import dev.brownout.component.database.stock.StockSpec;
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

/**
 * Builder of database specifications for tests. By default a single node, with equal service times of reads and writes.
 */
public final class DatabaseSpecs {
    /** Asynchronous replication with a backlog of 50 ms. */
    public static final Replication ASYNC = following(new ConstantDistribution(50e6));

    /** Round-robin reads from the replicas, however far they lag behind. */
    public static final Reads FROM_REPLICAS = new Reads(
            ReadFrom.REPLICAS,
            Reads.Algorithm.ROUND_ROBIN,
            HealthSpec.DEFAULT,
            Reads.Fallback.PRIMARY,
            Optional.empty(),
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
    public StockSpec stock;

    private DatabaseSpecs(Distribution work) {
        this.write = work;
    }

    /** Returns asynchronous replication with the given backlog. */
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

    /**
     * Returns a move of {@code data} at {@code bytesPerSecond}, in chunks of 1 % of the data. It takes no capacity from
     * user requests.
     */
    public static MoveSpec moving(Optional<DataSize> data, double bytesPerSecond) {
        return new MoveSpec(
                data,
                new Bandwidth(8 * bytesPerSecond),
                new Share(0),
                data.map(all -> new DataSize(all.bytes() / 100)),
                new ConstantDistribution(0));
    }

    /**
     * Returns a database with the service time {@code read} for reads and, unless {@code otherwise} changes it, for
     * writes.
     */
    public static DatabaseSpec working(Distribution read, Consumer<DatabaseSpecs> otherwise) {
        DatabaseSpecs d = new DatabaseSpecs(read);
        otherwise.accept(d);
        return new DatabaseSpec(
                new DatabaseEngine(
                        d.cores,
                        d.queue,
                        read,
                        Map.of(),
                        Optional.empty(),
                        d.write,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                new DatabaseSpec.ReplicaSettings(
                        Optional.of(d.replicas), d.primary, d.replication, d.reads, d.failover, d.replace),
                d.deduplicate,
                new DatabaseSpec.ShardSettings(d.shards, d.sharding, List.of(), d.hotKeys),
                d.storage,
                Optional.ofNullable(d.move),
                new RowNumbers(Optional.ofNullable(d.stock), Optional.empty()),
                Optional.empty());
    }
}
