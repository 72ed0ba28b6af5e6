package dev.brownout.component.cache;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import java.time.Duration;
import java.util.Optional;

/** Reads and writes of the source of the data. */
public record SourceAccess(
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
        Duration flush_interval) {

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

    /** Rejects a lease of a read-through cache with an IllegalArgumentException. */
    public SourceAccess {
        if (lease.isPresent() && read_policy == ReadPolicy.READ_THROUGH) {
            throw new IllegalArgumentException("a lease is for look-aside; with read-through, write coalesce: true");
        }
    }
}
