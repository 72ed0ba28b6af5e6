package dev.brownout.component.cache;

import dev.brownout.eviction.Eviction;
import dev.brownout.fault.ScaleFault;
import dev.brownout.fleet.Fleet;
import dev.brownout.hashing.Hashing;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.BilledPerMachine;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MachineCount;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.component.ChangingContent;
import dev.brownout.spi.component.StoreSpec;
import java.time.Duration;
import java.util.Optional;

/** Parameters of a cache tier. */
@Kind("cache")
@Doc("A tier of machines that keep in memory what a slower component answered.")
@DeclaresMetrics({
    CacheNodeMetrics.class,
    CacheCores.Measures.class,
    CacheMetrics.class,
    CacheCopyMetrics.class,
    BloomFilter.Measures.class,
    LoadSkew.class,
    Fleet.Measures.class
})
@Example("""
        components:
          cache: { kind: cache, memory: 64MB, ttl: 5m }
        requests:
          page: { key: zipf(1.0 100k), path: [web, cache, db] }
        """)
public record CacheSpec(
        @Doc("Machines in each region; each key lives on one of them.")
        @Default("1")
        @AtLeast(1)
        @AtMost(MachineCount.MOST)
        @MachineCount
        int nodes,

        @Doc("How keys are spread over the nodes.")
        @Default("modulo")
        @DefaultSource("clients of memcached, libmemcached among them, take the remainder unless told otherwise")
        Hashing hashing,

        @Doc("Points of each node on a ring.")
        @Default("160")
        @AtLeast(1)
        @AtMost(10_000)
        @DefaultSource("libketama: forty labels of four points for each node")
        int virtual_nodes,

        @Doc("Entries that a machine has room for.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000_000)
        Optional<Integer> entries,

        @Doc("Bytes of values that a machine has room for.")
        @BilledPerMachine
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("maxmemory is not set in redis.conf; memcached starts with 64 MB")
        Optional<DataSize> memory,

        @Doc("Which entry makes room for a new one: lru, lfu (uses since it came), fifo, clock, sieve, arc, s3-fifo,"
                + " perfect-lfu or opt, which knows what the requests will ask for (not which of them are lost, or"
                + " answered by another cache before it).")
        @Default("lru")
        Eviction eviction,

        @Doc("How long an entry lives.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("redis and memcached keep what has no expiry")
        Optional<Duration> ttl,

        @Doc("By how much lives differ, either way: each is drawn evenly between these bounds.") @Default("0%")
        Share ttl_jitter,

        @Doc("How often what a key stands for changes at the source, of itself and at random (Poisson); the cache does"
                + " not hear of it.")
        @Default("0/s")
        @AtLeast(0)
        @AtMost(1000)
        Rate changes,

        @Doc("From when an entry's life counts: its load, or its last use.") @Default("load")
        Renewal ttl_renewed,

        @Doc("How long an expired entry is still answered, while one of those who ask loads it anew.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("RFC 5861, stale-while-revalidate")
        Optional<Duration> stale_while_revalidate,

        @Doc("One of those who ask loads an entry anew before it expires, by chance: earlier by so many times the time"
                + " that its load took, times an exponential draw.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(0)
        @DefaultSource("Vattani, Chierichetti and Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB"
                + " 2015: beta, 1 in most cases")
        @AtMost(1000)
        Optional<Double> early_refresh,

        @Doc("How long an entry lives that says that there is no such key; none: that answer is not kept, so that each"
                + " read of such a key asks the source, and a lease on it ends by itself. Such an entry takes 85 bytes,"
                + " is never loaded anew before it expires, and its life counts from its load.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("none as for memcached and Redis, whose clients write the mark themselves; nginx.org,"
                + " proxy_cache_valid: 404 1m in its example; Cloud CDN: 404 for 120 s; Redis FAQ for the bytes")
        Optional<Duration> negative_ttl,

        @Doc("Processors of a machine: a look-up or a change holds one of them, and waits for it in turn; unlimited:"
                + " nothing waits.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @AtMost(1_000_000)
        @BilledPerMachine
        @DefaultSource("Redis does all commands in one thread, memcached has 4; mostly the network is full before them")
        Optional<Integer> cores,

        @Doc("Places to wait for a core on a machine that is said to have some; beyond it, rejected.")
        @Default("1000")
        @NoneKeyword("unlimited")
        @AtLeast(0)
        @AtMost(1_000_000_000)
        @DefaultSource("bounded, as that of a server; no authority")
        Optional<Integer> queue,

        @Doc("Time that a look-up or a change takes on the machine.")
        @Default("0.2ms")
        @DefaultSource("0.1-0.2 ms without the network; no authority")
        Distribution lookup,

        @Doc("How long its clients wait for an answer; none: as long as callers of other tiers.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> client_timeout,

        @Doc("After so many calls in a row that a node did not answer, a client takes it out and spreads its keys over"
                + " the others.")
        @Default("never")
        @NoneKeyword("never")
        @AtLeast(1)
        @DefaultSource("twemproxy: auto_eject_hosts is off, server_failure_limit 2")
        @AtMost(1_000_000)
        Optional<Integer> eject_after,

        @Doc("How long a client leaves a node out.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("twemproxy: server_retry_timeout")
        Duration eject_for,

        @Doc("Copies of each entry, the first too, on the machines that follow in number: each share of the keys gets"
                + " an equal part of a machine's room. Changes reach them in order, and nobody waits for that.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100)
        @DefaultSource(
                "Redis cluster specification: asynchronous replication, and a master replies and propagates at about"
                        + " the same time")
        int copies,

        @Doc("How long a machine does not answer until one with a copy takes over its keys, where there are copies.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("sentinel.conf: down-after-milliseconds 30000; redis.conf: cluster-node-timeout 15000")
        Duration failover,

        @Doc("How long a change waits on a machine before it sets out to the copies; what waits is lost with it.")
        @Default("0ms")
        @DefaultSource("Redis cluster specification, write safety: there is always a window, usually hard to see")
        Duration copy_lag,

        @Doc("Who asks the source on a miss: the caller (look-aside) or the cache (read-through).")
        @Default("look-aside")
        ReadPolicy read_policy,

        @Doc("Whether misses of a key wait for the load that one of them began: on the machine that loads, which is"
                + " the caller's (look-aside) or the cache's own (read-through).")
        @Default("false")
        boolean coalesce,

        @Doc("For how long one caller of a tier may load a key while others who miss it are told to ask again after"
                + " 10 ms; a write of the key ends it, and a fill without it is refused. Look-aside only.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("Nishtala et al., Scaling Memcache at Facebook, NSDI 2013: a lease every 10 s")
        Optional<Duration> lease,

        @Doc("What a write does: bypass writes the source alone; around writes the source, then deletes the key"
                + " here; update writes the source, then sets the key here; through writes the source by way of"
                + " the cache, which keeps it; back is done when the cache has it, which writes the source later.")
        @Default("around")
        WritePolicy write_policy,

        @Doc("How often a cache that writes back writes what has changed, each key once.")
        @Default("1s")
        @AtLeast(1_000_000)
        @DefaultSource("no authority")
        Duration flush_interval,

        @Doc("The most popular keys, so many of them, are there from the start, and again after a crash or flush, as"
                + " from a copy on disk: their load takes no time and asks nobody.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @AtMost(10_000_000)
        Optional<Integer> warm,

        @Doc("A filter that callers ask before the cache.") Optional<BloomFilterSpec> bloom_filter,

        @Doc("Where the data comes from, for requests whose way does not go on behind the cache.") @Reference
        Optional<String> source)
        implements StoreSpec, ChangingContent {

    /** Event from which the lifetime of an entry counts. */
    public enum Renewal {
        @Doc("From its load.")
        LOAD,
        @Doc("From its last use.")
        ACCESS
    }

    /** Read policies: the party that asks the source on a miss. */
    public enum ReadPolicy {
        @Doc("The caller, who then fills the cache.")
        LOOK_ASIDE,
        @Doc("The cache.")
        READ_THROUGH
    }

    /** Write policies. */
    public enum WritePolicy {
        @Doc("Writes the source and tells the cache nothing: what is here stays as it was until it expires or makes"
                + " room. Many texts call this write-around.")
        BYPASS,
        @Doc("Writes the source, then deletes the key here, as Spring's @CacheEvict and bcache's writearound do.")
        AROUND,
        @Doc("Writes the source, then sets the key here, as Spring's @CachePut does. Of two writers that cross, the"
                + " cache may hear the older one last, and keeps it.")
        UPDATE,
        @Doc("Has the cache write the source and keep what was written, before it answers.")
        THROUGH,
        @Doc("Has the cache keep it and answer; what has changed is written to the source at intervals.")
        BACK
    }

    /** Rejects zero capacities and lifetimes, and inconsistent policies, with an IllegalArgumentException. */
    public CacheSpec {
        if (entries.isPresent() && entries.get() < 1) {
            throw new IllegalArgumentException("entries is at least 1, not " + entries.get());
        }
        if (memory.isPresent() && memory.get().bytes() < 1) {
            throw new IllegalArgumentException("memory is at least 1B");
        }
        if (ttl.isPresent() && (ttl.get().isZero() || ttl.get().isNegative())) {
            throw new IllegalArgumentException("ttl is longer than 0ms; write none for entries that do not expire");
        }
        if (ttl.isEmpty() && (stale_while_revalidate.isPresent() || early_refresh.isPresent())) {
            throw new IllegalArgumentException("stale_while_revalidate and early_refresh need a ttl");
        }
        if (copies > nodes) {
            throw new IllegalArgumentException(
                    "copies are on machines of their own: at most as many as there are nodes, " + nodes);
        }
        if (copies > 1 && eject_after.isPresent()) {
            throw new IllegalArgumentException(
                    "copies take over from a node, eject_after spreads its keys over the others: write one of the two");
        }
        if (copies > 1 && write_policy == WritePolicy.BACK) {
            throw new IllegalArgumentException("a cache that writes back has no copies:"
                    + " what it has not written yet would be in none of them");
        }
        if (changes.perSecond() > 0 && write_policy == WritePolicy.BACK) {
            throw new IllegalArgumentException("a cache that writes back is ahead of its source, which cannot have"
                    + " changes of its own: write changes: 0/s, or another write_policy");
        }
        if (eviction == Eviction.OPT && (nodes > 1 || ttl.isPresent())) {
            throw new IllegalArgumentException("opt is the bound of what one machine can find of entries that stay"
                    + " until they make room: write nodes: 1 and ttl: none");
        }
        if (lease.isPresent() && read_policy == ReadPolicy.READ_THROUGH) {
            throw new IllegalArgumentException("a lease is for look-aside; with read-through, write coalesce: true");
        }
    }

    @Override
    public boolean changing() {
        return changes.perSecond() > 0;
    }

    @Override
    public Component build(ComponentContext context) {
        return new CacheTier(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts facts, ConstantMetricRules rules) {
        rules.unless(
                facts.changing(),
                "no step of the scenario writes, and nothing has 'changes'",
                "stale_hits",
                "stale_age",
                "stale_share");
        rules.unless(entries.isPresent() || memory.isPresent(), "it has room for everything", "evictions");
        String unlimited = "its 'cores' is unlimited";
        rules.unless(cores.isPresent(), unlimited, "utilization", "provisioned_utilization", "queue");
        rules.unless(!queue.equals(Optional.of(0)), "its 'queue' is 0", "queue");
        rules.unless(copies > 1, "its 'copies' is 1", "failovers", "lost_changes");
        String noFailures = "nothing breaks: the scenario has no fault and no 'mtbf'";
        rules.unless(facts.breaks(), noFailures, "failovers", "lost_changes");
        boolean absent = facts.says(AbsentKeys.class);
        boolean expires = ttl.isPresent() || negative_ttl.isPresent() && absent;
        rules.unless(expires, "its 'ttl' is none", "expirations");
        rules.unless(stale_while_revalidate.isPresent(), "its 'stale_while_revalidate' is none", "expired_hits");
        rules.unless(
                stale_while_revalidate.isPresent() || early_refresh.isPresent(),
                "it has no 'early_refresh' or 'stale_while_revalidate'",
                "refreshes");
        rules.unless(negative_ttl.isPresent(), "its 'negative_ttl' is none", "negative_hits");
        rules.unless(bloom_filter.isPresent(), "it has no 'bloom_filter'", "filtered", "false_positives");
        String exist = "all keys exist: none is absent(...)";
        rules.unless(absent, exist, "negative_hits", "filtered", "false_positives");
        rules.unless(coalesce, "its 'coalesce' is false", "coalesced");
        rules.unless(lease.isPresent(), "its 'lease' is none", "waits");
        rules.unless(eject_after.isPresent(), "its 'eject_after' is never", "ejections");
        rules.unless(
                eject_after.isPresent() || facts.says(ScaleFault.class),
                "its nodes never change: it has no 'eject_after', and no fault scales it",
                "moved_keys");
        rules.unless(
                write_policy == WritePolicy.BACK, "its 'write_policy' is not back", "unwritten_writes", "lost_writes");
        rules.unless(facts.writes(), "no step of the scenario writes", "unwritten_writes", "lost_writes");
        rules.unless(facts.breaks(), noFailures, "lost_writes");
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.behind(source);
    }

    @Override
    public void model(CapacityModel model) {
        new CacheLookupModel(this, model).draw();
    }
}
