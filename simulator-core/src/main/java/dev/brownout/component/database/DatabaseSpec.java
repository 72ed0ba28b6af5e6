package dev.brownout.component.database;

import dev.brownout.component.database.failover.ElectionMetrics;
import dev.brownout.component.database.failover.Failover;
import dev.brownout.component.database.failover.Replacement;
import dev.brownout.component.database.log.ConflictMetrics;
import dev.brownout.component.database.log.WriteRecoveryMetrics;
import dev.brownout.component.database.multiprimary.SiblingMetrics;
import dev.brownout.component.database.multiprimary.WriteConflictMetrics;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.NodeSizes;
import dev.brownout.component.database.node.OpenTransactions;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.pool.ConnectMetrics;
import dev.brownout.component.database.pool.ConnectionPoolMetrics;
import dev.brownout.component.database.pool.PoolSpec;
import dev.brownout.component.database.pool.PooledDatabase;
import dev.brownout.component.database.reads.QueryMetrics;
import dev.brownout.component.database.reads.Reads;
import dev.brownout.component.database.reads.SessionReadMetrics;
import dev.brownout.component.database.regional.RegionalStoreMetrics;
import dev.brownout.component.database.replication.Replication;
import dev.brownout.component.database.replication.RowLocks;
import dev.brownout.component.database.resharding.MoveSpec;
import dev.brownout.component.database.resharding.ReshardingMetrics;
import dev.brownout.component.database.sharding.HotKey;
import dev.brownout.component.database.sharding.KeyPlacement;
import dev.brownout.component.database.sharding.ShardOwnership;
import dev.brownout.component.database.sharding.Sharding;
import dev.brownout.component.database.stock.RowNumbers;
import dev.brownout.component.database.storage.BufferPoolMetrics;
import dev.brownout.component.database.storage.DiskMetrics;
import dev.brownout.component.database.storage.DiskSpec;
import dev.brownout.component.database.storage.PrimaryKeyMetrics;
import dev.brownout.component.database.storage.StorageMetrics;
import dev.brownout.component.database.storage.StorageSpec;
import dev.brownout.fleet.NodeCores;
import dev.brownout.host.CoreMetrics;
import dev.brownout.random.KeySpace;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ReadFrom;
import dev.brownout.spi.ReshardCommand;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.DataStorage;
import dev.brownout.spi.component.StoreComponent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Parameters of a relational database. */
@ReferenceTarget({Reference.To.WRITABLE, Reference.To.QUERY, Reference.To.STOCK, Reference.To.COUNTER})
@Kind("database")
@Doc("A relational database: a primary that accepts writes, replicas that follow its log, and failover.")
@DeclaresMetrics({
    DatabaseMetrics.Counts.class,
    CoreMetrics.class,
    DatabaseNode.NodeMeasures.class,
    NodeCores.class,
    RoleHistory.RoleMeasures.class,
    QueryMetrics.class,
    RowLocks.Measures.class,
    DiskMetrics.class,
    BufferPoolMetrics.class,
    PrimaryKeyMetrics.class,
    StorageMetrics.class,
    RowNumbers.class,
    ReshardingMetrics.class,
    ShardOwnership.Measures.class,
    ElectionMetrics.class,
    WriteRecoveryMetrics.class,
    ConflictMetrics.class,
    WriteConflictMetrics.class,
    SiblingMetrics.class,
    RegionalStoreMetrics.class,
    ConnectionPoolMetrics.class,
    ConnectMetrics.class,
    OpenTransactions.TransactionMeasures.class,
    SessionReadMetrics.class,
    SessionGuarantees.Measures.class,
    NodeSizes.Measures.class,
    LoadSkew.class
})
@Example("""
        components:
          db:
            kind: database
            replicas: 2
            replication: { mode: semi-sync }
            failover: { profile: patroni }
        requests:
          read: { share: 90%, path: [web, db] }
          save: { share: 10%, steps: [web, write: db] }
        """)
public record DatabaseSpec(
        @ParameterGroup DatabaseEngine engine,

        @ParameterGroup ReplicaSettings replicaSettings,

        @Doc("Whether a repeated write is recognized by its idempotency key and not applied again.") @Default("false")
        boolean deduplicate,

        @ParameterGroup ShardSettings shardSettings,

        @Doc("Storage capacity of a node and the initial data; default: unlimited.")
        Optional<StorageSpec> storage,

        @Doc("Migration of keys when the fault timeline reshards or splits the database. Required for that.")
        Optional<MoveSpec> move,

        @ParameterGroup RowNumbers numbers,

        @Doc("Connection pool of each calling node; default: unlimited connections.")
        Optional<PoolSpec> pool)
        implements ComponentSpec, DataStorage, ConnectionHandling {

    /** Replicas of each shard, and failover between them. */
    public record ReplicaSettings(
            @Doc("Replicas in addition to the primary; default: one in each other region.")
            @AtLeast(0)
            @AtMost(MachineCount.MAXIMUM)
            Optional<Integer> replicas,

            @Doc("Initial region of the primary; default: the first by name.") @Reference(Reference.To.REGION)
            Optional<String> primary,

            @Doc("Replication from the primary to the replicas.") @Default("{}")
            Replication replication,

            @Doc("Routing of reads to nodes.") @Default("{}")
            Reads reads,

            @Doc("Promotion of another node to primary; none: no failover.") @Default("none") @NoneKeyword("none")
            Optional<Failover> failover,

            @Doc("Replacement of a lost replica by a new node.") @Default("none") @NoneKeyword("none")
            Optional<Replacement> replace) {
        /** Rejects commits that wait for more replicas than there are with an IllegalArgumentException. */
        public ReplicaSettings {
            if (replicas.isPresent()
                    && replication.mode() == Replication.Mode.SEMI_SYNC
                    && replication.waitFor() > replicas.get()) {
                throw new InvalidValueException("wait_for must not exceed the number of replicas, {}", replicas.get());
            }
        }

        /** Returns the settings of a separate group of {@code nodes} nodes, any of which serves reads. */
        private ReplicaSettings standalone(int nodes) {
            Reads any = new Reads(
                    ReadFrom.ANY,
                    Reads.Algorithm.RANDOM,
                    reads.health(),
                    reads.fallback(),
                    reads.maxLag(),
                    reads.session());
            return new ReplicaSettings(Optional.of(nodes - 1), primary, replication, any, failover, replace);
        }
    }

    /** Distribution of the keys over shards. */
    public record ShardSettings(
            @Doc("Number of shards. Each is a primary with its replicas.")
            @Default("1")
            @AtLeast(1)
            @AtMost(MachineCount.MAXIMUM)
            int shards,

            @Doc("Sharding function: the shard of a key by its number modulo the shards, a directory, a hash "
                    + "ring, jump hashing, ranges of the number, or the value of a column.")
            @Default("modulo")
            Sharding sharding,

            @Doc("For sharding list: the share of the keys with each value of the column, one per shard.")
            @Default("[]")
            List<Share> column,

            @Doc("Placement of single hot keys, by key name: own-shard(nodes=3), shard(1), copies(10) or "
                    + "suffixes(10).")
            @Default("{}")
            Map<String, HotKey> hotKeys) {
        private static final ShardSettings SINGLE =
                new ShardSettings(1, Sharding.MODULO, List.of(), Collections.emptyMap());

        /**
         * Rejects a column that does not fit the sharding, and hot keys with invalid names or on a shard that does not
         * exist, with an IllegalArgumentException.
         */
        public ShardSettings {
            column = List.copyOf(column);
            hotKeys = Collections.unmodifiableMap(new TreeMap<>(hotKeys));
            sharding.requireValues(column, shards);
            HotKey.requireNames(hotKeys);
            hotKeys.forEach((key, remedy) -> {
                if (remedy instanceof HotKey.AssignedShard placed && placed.shard() > shards) {
                    throw new InvalidValueException(
                            "the shard of {} must not exceed the number of shards, {}", key, shards);
                }
            });
        }

        /**
         * Returns the initial assignment of keys to shards.
         *
         * @param keys the keys that reach the database
         */
        KeyPlacement placement(KeySpace keys) {
            return new KeyPlacement(
                    new KeyPlacement.Rule(
                            sharding, keys.maximum(), keys.firstSeparateKey(), keys.separateKeys(), column),
                    shards);
        }
    }

    /**
     * Rejects invalid combinations with an IllegalArgumentException, such as memory for rows without a disk, and
     * commits that wait for more replicas than the shard of a hot key has.
     */
    public DatabaseSpec {
        requireData(engine.disk(), engine.memory(), storage, move);
        StockValidation.requirePlainRows(numbers, replicaSettings, shardSettings, move);
        Replication.Mode mode = replicaSettings.replication().mode();
        if (mode == Replication.Mode.NONE) {
            RegionalStoreValidation.requireSingleNodes(engine, replicaSettings, shardSettings);
        }
        if (mode == Replication.Mode.MULTI_PRIMARY) {
            RegionalStoreValidation.requireNothing(List.of(
                    replicaSettings.replicas().map(configured -> "replicas"),
                    replicaSettings.primary().map(configured -> "primary"),
                    replicaSettings.failover().map(configured -> "failover"),
                    replicaSettings.replace().map(configured -> "replace"),
                    engine.lock().map(configured -> "lock"),
                    engine.disk().map(configured -> "disk"),
                    engine.memory().map(configured -> "memory"),
                    storage.map(configured -> "storage"),
                    move.map(configured -> "move"),
                    replicaSettings.reads().maxLag().map(configured -> "reads.max_lag"),
                    replicaSettings.reads().session().map(configured -> "reads.session"),
                    Optional.of("shards").filter(configured -> shardSettings.shards() > 1),
                    shardSettings.hotKeys().isEmpty() ? Optional.empty() : Optional.of("hot_keys"),
                    Optional.of("deduplicate").filter(configured -> deduplicate)));
        }
        shardSettings.hotKeys().forEach((key, remedy) -> {
            if (remedy instanceof HotKey.OwnShard own
                    && replicaSettings.replication().waitsFor(own.nodes() - 1) > own.nodes() - 1) {
                throw new InvalidValueException(
                        "wait_for must not exceed the number of replicas; the shard of {} has {}",
                        key,
                        own.nodes() - 1);
            }
        });
        requireMachines(shardSettings.shards(), replicaSettings.replicas(), shardSettings.hotKeys());
    }

    private static void requireMachines(int shards, Optional<Integer> replicas, Map<String, HotKey> hotKeys) {
        long alone = hotKeys.values().stream()
                .mapToLong(remedy -> remedy instanceof HotKey.OwnShard own ? own.nodes() : 0)
                .sum();
        if (shards * (1L + replicas.orElse(0)) + alone > MachineCount.MAXIMUM) {
            throw new InvalidValueException("shards and their replicas must be at most {} nodes", MachineCount.MAXIMUM);
        }
    }

    /** Checks that the initial data size is given exactly once if memory or moves depend on it. */
    private static void requireData(
            Optional<DiskSpec> disk,
            Optional<DataSize> memory,
            Optional<StorageSpec> storage,
            Optional<MoveSpec> move) {
        if (memory.isPresent()
                && (disk.isEmpty() || storage.filter(s -> s.data().bytes() > 0).isEmpty())) {
            throw new InvalidParameterException(
                    "memory",
                    "'memory' requires a disk and initial data: add disk: {} and, for example, storage: "
                            + "{ data: 40GB }");
        }
        storage.ifPresent(configured -> configured.requireUse(memory.isPresent() || move.isPresent()));
        if (move.flatMap(MoveSpec::data).isPresent() && storage.isPresent()) {
            throw new InvalidValueException("set the initial data only once: remove move.data and use storage.data");
        }
    }

    /**
     * Returns the number of copies of the data besides the primary.
     *
     * @param places number of locations of the database
     */
    int copies(int places) {
        return primaryEach() ? 0 : replicaSettings.replicas().orElse(places - 1);
    }

    /** Returns whether each region has its own primary, either with all rows or with those of its users. */
    boolean primaryEach() {
        return isRegional() || several();
    }

    /** Returns whether each region has a primary with all rows. */
    boolean several() {
        return replicaSettings.replication().mode() == Replication.Mode.MULTI_PRIMARY;
    }

    /** Returns whether each region has an independent store. */
    boolean isRegional() {
        return replicaSettings.replication().mode() == Replication.Mode.NONE;
    }

    @Override
    public List<Long> turns(String name, List<ReshardCommand> orders, KeySpace keys) {
        return orders.isEmpty()
                ? List.of()
                : MoveCommands.of(this, name, orders)
                        .plan(shardSettings.placement(keys))
                        .turns();
    }

    @Override
    public Component build(ComponentContext context) {
        for (String region : context.topology().regions()) {
            if (engine.queries().containsKey(region)) {
                throw new ScenarioException(
                        "components." + context.name() + ".queries." + region,
                        "'{}' is the name of a region; choose another name for the query",
                        region);
            }
        }
        boolean whole = shardSettings.shards() == 1
                && shardSettings.hotKeys().isEmpty()
                && context.faults().shardOrders().isEmpty();
        context.setup().declareEffects(effects -> new DatabaseSettingEffects(this, context, effects).declare());
        StoreComponent nodes;
        if (primaryEach()) {
            MoveCommands.of(this, context.name(), context.faults().shardOrders());
            nodes = isRegional() ? new RegionalStores(this, context) : new MultiPrimaryDatabase(this, context);
        } else {
            nodes = whole ? new Database(this, context) : new ShardedDatabase(this, context);
        }
        return pool.<Component>map(p -> new PooledDatabase(p, nodes, context)).orElse(nodes);
    }

    @Override
    public boolean routesSessions() {
        return replicaSettings.reads().session().isPresent();
    }

    @Override
    public Optional<Connections> pooledConnections() {
        return pool.map(each -> each.callers().connections(each.maxConnections().orElse(Integer.MAX_VALUE)));
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        new DatabaseConstantMetrics(this, around, rules).declare();
    }

    @Override
    public void model(CapacityModel sketch) {
        new DatabaseLoadModel(this, sketch).addToModel();
    }

    /** Returns the spec of a separate replica group for one hot key. Any of its {@code nodes} nodes serves reads. */
    DatabaseSpec standalone(int nodes) {
        return new DatabaseSpec(
                engine,
                replicaSettings.standalone(nodes),
                deduplicate,
                ShardSettings.SINGLE,
                storage,
                move,
                numbers,
                pool);
    }
}
