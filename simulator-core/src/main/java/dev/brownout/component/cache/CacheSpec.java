package dev.brownout.component.cache;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.ScaleFault;
import dev.brownout.fleet.NodeCounts;
import dev.brownout.hashing.Hashing;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.ParameterGroup;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.effect.EffectiveWith;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.SessionGuarantees;
import dev.brownout.spi.component.DataStorage;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a cache tier. */
@ReferenceTarget({Reference.To.WRITABLE, Reference.To.QUERY})
@Kind("cache")
@Doc("A tier of nodes that keep responses of a slower component in memory.")
@DeclaresMetrics({
    CacheNodeMetrics.class,
    CoreMetrics.class,
    CacheCores.Measures.class,
    LoadWork.Measures.class,
    QueueWaitMetrics.class,
    CacheMetrics.class,
    CacheCopyMetrics.class,
    BloomFilter.Measures.class,
    SessionGuarantees.Measures.class,
    LoadSkew.class,
    NodeCounts.Measures.class
})
@Example("""
        components:
          cache: { kind: cache, memory: 64MB, ttl: 5m }
        requests:
          page: { key: zipf(1.0 100k), path: [web, cache, db] }
        """)
public record CacheSpec(
        @Doc("Nodes in each region; each key belongs to one of them.")
        @Default("1")
        @AtLeast(1)
        @AtMost(MachineCount.MAXIMUM)
        @MachineCount
        int nodes,

        @ParameterGroup KeyDistribution keyDistribution,

        @ParameterGroup CacheCapacity capacity,

        @ParameterGroup CacheExpiry expiry,

        @ParameterGroup CacheCpu cpu,

        @ParameterGroup CacheClientSettings client,

        @ParameterGroup CacheReplication replication,

        @ParameterGroup SourceAccess sourceAccess,

        @Doc("Number of the most popular keys that are cached at the start, and again after a crash or flush, as"
                + " from a snapshot on disk. Loading them takes no time and sends no queries.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(10_000_000)
        Optional<Integer> warm,

        @Doc("A filter that callers check before the cache.")
        Optional<BloomFilterSpec> bloomFilter,

        @Doc("Source of the data, for requests with a path that ends at the cache.") @Reference
        Optional<String> source)
        implements ComponentSpec, DataStorage {

    /** Distribution of the keys over the nodes. */
    public record KeyDistribution(
            @Doc("Method that assigns keys to nodes.")
            @Default("modulo")
            @DefaultSource("default of memcached clients such as libmemcached")
            Hashing hashing,

            @Doc("Points of each node on a ring.")
            @Default("160")
            @AtLeast(1)
            @AtMost(10_000)
            @DefaultSource("libketama: 40 labels of 4 points for each node")
            @EffectiveWith(value = "hashing", in = "ring")
            int virtualNodes) {}

    /** Capacity of a node, and the eviction policy at that limit. */
    public record CacheCapacity(
            @Doc("Capacity of a node in entries.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000_000)
            Optional<Integer> entries,

            @Doc("Capacity of a node in bytes of values.")
            @BilledPerMachine
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @DefaultSource("maxmemory is not set in redis.conf; memcached starts with 64 MB")
            Optional<DataSize> memory,

            @Doc("Entry that is evicted for a new one: lru, lfu (uses since insertion), fifo, clock, sieve, arc,"
                    + " s3-fifo, s4lru, perfect-lfu or opt. opt uses the future requests, but not which of them"
                    + " fail or are answered by another cache first.")
            @Default("lru")
            @EffectiveWith({"entries", "memory"})
            Eviction eviction) {
        /** Rejects capacities below one entry or one byte with an IllegalArgumentException. */
        public CacheCapacity {
            if (entries.isPresent() && entries.get() < 1) {
                throw new InvalidValueException("'entries' must be at least 1, not {}", entries.get());
            }
            if (memory.isPresent() && memory.get().bytes() < 1) {
                throw new InvalidValueException("'memory' must be at least 1B");
            }
        }
    }

    /** Work of a node for each operation. */
    public record CacheCpu(
            @Doc("Cores of a node. Each lookup or change occupies a core, and queues for one. unlimited: nothing"
                    + " waits.")
            @Default("unlimited")
            @NoneKeyword("unlimited")
            @AtLeast(1)
            @AtMost(1_000_000)
            @BilledPerMachine
            @DefaultSource("Redis runs all commands in one thread, memcached has 4; usually the network is the"
                    + " first bottleneck")
            Optional<Integer> cores,

            @Doc("Queue slots of a node with cores; further calls are rejected.")
            @Default("1000")
            @NoneKeyword("unlimited")
            @AtLeast(0)
            @AtMost(1_000_000_000)
            @DefaultSource("bounded, as for a server; our assumption")
            @EffectiveWith("cores")
            Optional<Integer> queue,

            @Doc("Duration of a lookup or a change on the node.")
            @Default("0.2ms")
            @DefaultSource("0.1-0.2 ms without the network; our assumption")
            Distribution lookup,

            @Doc("For read-through: work of the node for each load, such as decoding the response of the source, on a"
                    + " core if it has 'cores'. The caller waits for it. A look-aside caller does this work itself."
                    + " Default: loads cost the node nothing.")
            @NoneKeyword("none")
            @DefaultSource("our assumption")
            Optional<Distribution> loadTime) {}

    /** Settings of the client library. */
    public record CacheClientSettings(
            @Doc("Timeout of the cache clients; none: the timeout of calls to other components.")
            @Default("none")
            @NoneKeyword("none")
            @AtLeast(1)
            Optional<Duration> clientTimeout,

            @Doc("Consecutive calls without a response after which a client ejects a node and spreads its keys over"
                    + " the other nodes.")
            @Default("never")
            @NoneKeyword("never")
            @AtLeast(1)
            @DefaultSource("twemproxy: auto_eject_hosts is off, server_failure_limit 2")
            @AtMost(1_000_000)
            Optional<Integer> ejectAfter,

            @Doc("Time that a client ejects a node.")
            @Default("30s")
            @AtLeast(1)
            @DefaultSource("twemproxy: server_retry_timeout")
            @EffectiveWith("eject_after")
            Duration ejectFor) {}

    /** Copies of each entry on several nodes. */
    public record CacheReplication(
            @Doc("Copies of each entry including the first, on the nodes that follow by number. Each share of the"
                    + " keys gets an equal part of the capacity of a node. Replication is asynchronous and in"
                    + " order.")
            @Default("1")
            @AtLeast(1)
            @AtMost(100)
            @DefaultSource("Redis cluster specification: asynchronous replication, and a master replies and"
                    + " propagates at about the same time")
            int copies,

            @Doc("Time without a response of a node after which a copy takes over its keys.")
            @Default("30s")
            @AtLeast(1)
            @DefaultSource("sentinel.conf: down-after-milliseconds 30000; redis.conf: cluster-node-timeout 15000")
            @EffectiveWith(value = "copies", above = 1)
            Duration failover,

            @Doc("Time that a change waits on a node before it is sent to the copies. A waiting change is lost with"
                    + " the node.")
            @Default("0ms")
            @DefaultSource("Redis cluster specification, write safety: there is always a window, usually hard to see")
            Duration copyLag) {}

    /** Rejects inconsistent copies, policies and changes with an IllegalArgumentException. */
    public CacheSpec {
        boolean writesBack = sourceAccess.writePolicy() == SourceAccess.WritePolicy.BACK;
        if (replication.copies() > nodes) {
            throw new InvalidValueException(
                    "'copies' must not exceed 'nodes' ({}): each copy needs a node of its own", nodes);
        }
        if (replication.copies() == 1 && !replication.copyLag().isZero()) {
            throw new InvalidParameterException(
                    "copy_lag",
                    "'copy_lag' has no effect: each entry is on one node only; add, for example, "
                            + "copies: 2, or remove it");
        }
        if (replication.copies() > 1 && client.ejectAfter().isPresent()) {
            throw new InvalidValueException(
                    "'copies' and 'eject_after' exclude each other: copies take over the keys of a "
                            + "node, eject_after spreads them over the other nodes");
        }
        if (replication.copies() > 1 && writesBack) {
            throw new InvalidValueException(
                    "write_policy: back excludes 'copies': unwritten changes would be in none of them");
        }
        if (expiry.changes().perSecond() > 0 && writesBack) {
            throw new InvalidValueException(
                    "write_policy: back excludes 'changes' of the source: set changes: 0/s or another write_policy");
        }
        if (cpu.loadTime().isPresent() && sourceAccess.readPolicy() != SourceAccess.ReadPolicy.READ_THROUGH) {
            throw new InvalidParameterException(
                    "load_time", "'load_time' needs read_policy: read-through; a look-aside caller loads by itself");
        }
        if (capacity.eviction() == Eviction.OPT && (nodes > 1 || expiry.ttl().isPresent())) {
            throw new InvalidValueException(
                    "opt is the optimum of one node with entries that stay until eviction: set nodes: 1 "
                            + "and ttl: none");
        }
    }

    @Override
    public boolean loadsCopies() {
        return true;
    }

    @Override
    public boolean isChanging() {
        return expiry.changes().perSecond() > 0;
    }

    @Override
    public Component build(ComponentContext context) {
        return new CacheTier(this, context);
    }

    private static void declareUnchanged(boolean changing, ConstantMetricRules rules) {
        rules.unless(
                changing,
                "no step of the scenario writes, and no component has 'changes'",
                "stale_hits",
                "stale_age",
                "stale_share",
                "own_write_reads",
                "missed_own_writes",
                "missed_own_share",
                "backward_reads",
                "backward_share");
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {
        declareUnchanged(facts.changing(), rules);
        rules.unless(
                capacity.entries().isPresent() || capacity.memory().isPresent(),
                "its capacity is unlimited",
                "evictions");
        String unlimited = "its 'cores' is unlimited";
        rules.unless(
                cpu.cores().isPresent(), unlimited, "utilization", "provisioned_utilization", "queue", "queue_wait");
        rules.unless(!cpu.queue().equals(Optional.of(0)), "its 'queue' is 0", "queue", "queue_wait");
        rules.unless(replication.copies() > 1, "its 'copies' is 1", "failovers", "lost_changes");
        String noFailures = "the scenario has no fault and no 'mtbf'";
        rules.unless(facts.breaks(), noFailures, "failovers", "lost_changes");
        boolean absent = facts.contains(AbsentKeys.class);
        boolean expires = expiry.ttl().isPresent() || expiry.negativeTtl().isPresent() && absent;
        rules.unless(expires, "its 'ttl' is none", "expirations");
        rules.unless(expiry.staleWhileRevalidate().isPresent(), "its 'stale_while_revalidate' is none", "expired_hits");
        rules.unless(
                expiry.staleWhileRevalidate().isPresent()
                        || expiry.earlyRefresh().isPresent(),
                "it has no 'early_refresh' or 'stale_while_revalidate'",
                "refreshes");
        rules.unless(expiry.negativeTtl().isPresent(), "its 'negative_ttl' is none", "negative_hits");
        rules.unless(bloomFilter.isPresent(), "it has no 'bloom_filter'", "filtered", "false_positives");
        String exist = "all keys exist: there is no absent(...)";
        rules.unless(absent, exist, "negative_hits", "filtered", "false_positives");
        rules.unless(sourceAccess.coalesce(), "its 'coalesce' is false", "coalesced");
        rules.unless(sourceAccess.lease().isPresent(), "its 'lease' is none", "waits");
        rules.unless(client.ejectAfter().isPresent(), "its 'eject_after' is never", "ejections");
        rules.unless(
                client.ejectAfter().isPresent() || facts.contains(ScaleFault.class),
                "its set of nodes never changes: it has no 'eject_after', and no fault scales it",
                "moved_keys");
        rules.unless(
                sourceAccess.writePolicy() == SourceAccess.WritePolicy.BACK,
                "its 'write_policy' is not back",
                "unwritten_writes",
                "lost_writes");
        rules.unless(facts.writes(), "no step of the scenario writes", "unwritten_writes", "lost_writes");
        rules.unless(facts.breaks(), noFailures, "lost_writes");
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.executeDownstream(source);
    }

    @Override
    public void model(CapacityModel model) {
        new CacheLookupModel(this, model).addToModel();
    }
}
