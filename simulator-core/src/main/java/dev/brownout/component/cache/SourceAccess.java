package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.ReadPolicy;
import dev.brownout.component.cache.CacheSpec.WritePolicy;
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
        Duration flush_interval) {}
