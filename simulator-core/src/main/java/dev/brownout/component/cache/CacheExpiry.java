package dev.brownout.component.cache;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/** Lifetime of entries, and changes at the source. */
public record CacheExpiry(
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
        Optional<Duration> negative_ttl) {

    /** Event from which the lifetime of an entry counts. */
    public enum Renewal {
        @Doc("From its load.")
        LOAD,
        @Doc("From its last use.")
        ACCESS
    }

    /**
     * Rejects a lifetime that is not positive, and a grace period or early reloads of entries that do not expire, with
     * an IllegalArgumentException.
     */
    public CacheExpiry {
        if (ttl.isPresent() && (ttl.get().isZero() || ttl.get().isNegative())) {
            throw new IllegalArgumentException("ttl is longer than 0ms; write none for entries that do not expire");
        }
        if (ttl.isEmpty() && (stale_while_revalidate.isPresent() || early_refresh.isPresent())) {
            throw new IllegalArgumentException("stale_while_revalidate and early_refresh need a ttl");
        }
    }
}
