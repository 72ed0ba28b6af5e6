package dev.brownout.component.cache;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.effect.EffectiveWith;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes of the source of the data. */
public record SourceAccess(
        @Doc("Component that queries the source on a miss: the caller (look-aside) or the cache (read-through).")
        @Default("look-aside")
        ReadPolicy readPolicy,

        @Doc("Whether misses of a key share one load. It applies per loading node: the node of the caller"
                + " (look-aside) or of the cache (read-through).")
        @Default("false")
        boolean coalesce,

        @Doc("Time for which one caller of a tier holds the lease to load a key. Other misses of the key repeat"
                + " after 10 ms. A write of the key ends the lease; a fill without a lease is refused. Look-aside"
                + " only.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("Nishtala et al., Scaling Memcache at Facebook, NSDI 2013: a lease every 10 s")
        Optional<Duration> lease,

        @Doc("Handling of a write: bypass writes the source only; around writes the source, then deletes the key in"
                + " the cache; update writes the source, then sets the key in the cache; through lets the cache"
                + " write the source and keep the value; back is complete in the cache, which writes the source"
                + " later.")
        @Default("around")
        WritePolicy writePolicy,

        @Doc("Interval at which a write-back cache writes its changes to the source, each key once.")
        @Default("1s")
        @AtLeast(1_000_000)
        @DefaultSource("our assumption")
        @EffectiveWith(value = "write_policy", in = "back")
        Duration flushInterval) {

    /** Read policies: the party that asks the source on a miss. */
    public enum ReadPolicy {
        @Doc("The caller, which then fills the cache.")
        LOOK_ASIDE,
        @Doc("The cache.")
        READ_THROUGH
    }

    /** Write policies. */
    public enum WritePolicy {
        @Doc("Writes only the source. The cached entry stays unchanged until it expires or is evicted. Also called"
                + " write-around.")
        BYPASS,
        @Doc("Writes the source, then deletes the key in the cache, as Spring's @CacheEvict and bcache's"
                + " writearound do.")
        AROUND,
        @Doc("Writes the source, then sets the key in the cache, as Spring's @CachePut does. If two writes cross,"
                + " the cache may receive the older value last and keep it.")
        UPDATE,
        @Doc("The cache writes the source and keeps the value before it responds.")
        THROUGH,
        @Doc("The cache keeps the value and responds. Changes are written to the source at intervals.")
        BACK
    }

    /** Rejects a lease of a read-through cache with an IllegalArgumentException. */
    public SourceAccess {
        if (lease.isPresent() && readPolicy == ReadPolicy.READ_THROUGH) {
            throw new InvalidValueException("'lease' needs look-aside; with read-through use coalesce: true");
        }
    }
}
