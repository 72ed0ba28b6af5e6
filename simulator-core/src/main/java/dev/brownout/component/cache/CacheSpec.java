package dev.brownout.component.cache;

import dev.brownout.eviction.Eviction;
import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Component;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Measured;
import dev.brownout.spec.NoneWord;
import dev.brownout.spec.Ref;
import dev.brownout.spec.Sketch;
import dev.brownout.spec.Source;
import dev.brownout.spec.StoreSpec;
import dev.brownout.spec.Wiring;
import java.time.Duration;
import java.util.Optional;

/** The parameters of a cache tier. */
@Kind("cache")
@Doc("A tier of machines that keep in memory what a slower component answered.")
@Measured(CacheNode.Measures.class)
@Example("""
        components:
          cache: { kind: cache, memory: 64MB, ttl: 5m }
        requests:
          page: { key: zipf(1.0 100k), path: [web, cache, db] }
        """)
public record CacheSpec(
        @Doc("Machines in each region; each key lives on one of them.") @Default("1") @AtLeast(1) @AtMost(100_000)
        int nodes,

        @Doc("Entries that a machine has room for.") @Default("unlimited") @NoneWord("unlimited") @AtLeast(1)
        Optional<Integer> entries,

        @Doc("Bytes of values that a machine has room for.")
        @Default("unlimited")
        @NoneWord("unlimited")
        @AtLeast(1)
        @Source("maxmemory is not set in redis.conf; memcached starts with 64 MB")
        Optional<DataSize> memory,

        @Doc("Which entry makes room for a new one: lru, lfu (uses since it came), fifo, clock, sieve, arc, s3-fifo or"
                + " perfect-lfu.")
        @Default("lru")
        Eviction eviction,

        @Doc("How long an entry lives.")
        @Default("none")
        @NoneWord("none")
        @AtLeast(1)
        @Source("redis and memcached keep what has no expiry")
        Optional<Duration> ttl,

        @Doc("From when an entry's life counts: its load, or its last use.") @Default("load")
        Renewal ttl_renewed,

        @Doc("Time that a look-up or a change takes on the machine; they do not queue.")
        @Default("0.2ms")
        @Source("0.1-0.2 ms without the network; no authority")
        Distribution lookup,

        @Doc("Who asks the source on a miss: the caller (look-aside) or the cache (read-through).")
        @Default("look-aside")
        ReadPolicy read_policy,

        @Doc("What a write does: around writes the source, then deletes the key here.") @Default("around")
        WritePolicy write_policy,

        @Doc("Where the data comes from, for requests whose way does not go on behind the cache.") @Ref
        Optional<String> source)
        implements StoreSpec {

    /** From when an entry's life counts. */
    public enum Renewal {
        @Doc("From its load.")
        LOAD,
        @Doc("From its last use.")
        ACCESS
    }

    /** Who asks the source on a miss. */
    public enum ReadPolicy {
        @Doc("The caller, who then fills the cache.")
        LOOK_ASIDE,
        @Doc("The cache.")
        READ_THROUGH
    }

    /** What a write does. */
    public enum WritePolicy {
        @Doc("Writes the source, then deletes the key here.")
        AROUND
    }

    /** Refuses room for nothing, and lives of no length, with an IllegalArgumentException. */
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
    }

    @Override
    public Component build(Wiring wiring) {
        return new CacheTier(this, wiring);
    }

    @Override
    public void sketch(Sketch sketch) {
        new LookUpSketch(this, sketch).draw();
    }
}
