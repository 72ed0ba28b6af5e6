package dev.brownout.component.cache;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Rate;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/** Lifetime of entries, and changes at the source. */
public record CacheExpiry(
        @Doc("Lifetime of an entry.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("Redis and memcached keep entries without an expiry")
        Optional<Duration> ttl,

        @Doc("Relative deviation of the TTL, up or down: each TTL is uniform between these bounds.") @Default("0%")
        Share ttlJitter,

        @Doc("Rate at which the value of each key changes at the source, at random (Poisson). These changes do not"
                + " invalidate entries.")
        @Default("0/s")
        @AtLeast(0)
        @AtMost(1000)
        Rate changes,

        @Doc("Start of the TTL of an entry: its load, or its last use.") @Default("load")
        Renewal ttlRenewed,

        @Doc("Time that an expired entry is still served, while one of the lookups reloads it.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("RFC 5861, stale-while-revalidate")
        Optional<Duration> staleWhileRevalidate,

        @Doc("Early reload: one of the lookups reloads an entry before it expires, at random. The lead time is this"
                + " factor times the duration of its load times an exponential random number.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(0)
        @DefaultSource("Vattani, Chierichetti and Lowenstein, Optimal Probabilistic Cache Stampede Prevention, VLDB"
                + " 2015: beta, 1 in most cases")
        @AtMost(1000)
        Optional<Double> earlyRefresh,

        @Doc("TTL of a negative entry, which states that a key does not exist. none: no negative entries; each read"
                + " of such a key queries the source, and a lease on it expires by itself. A negative entry takes"
                + " 85 bytes, is never reloaded before it expires, and its TTL starts with its load.")
        @Default("none")
        @NoneKeyword("none")
        @AtLeast(1)
        @DefaultSource("memcached, Redis: none, the clients write the mark themselves; nginx.org,"
                + " proxy_cache_valid: 404 1m in its example; Cloud CDN: 404 for 120 s; Redis FAQ for the bytes")
        Optional<Duration> negativeTtl) {

    /** Event from which the lifetime of an entry counts. */
    public enum Renewal {
        @Doc("The TTL starts with the load.")
        LOAD,
        @Doc("The TTL starts with the last use.")
        ACCESS
    }

    /**
     * Rejects a lifetime that is not positive, and a jitter, a renewal, a grace period or early reloads of entries that
     * do not expire, with an IllegalArgumentException.
     */
    public CacheExpiry {
        if (ttl.isPresent() && (ttl.get().isZero() || ttl.get().isNegative())) {
            throw new InvalidValueException("'ttl' must be longer than 0ms; write none for entries that do not expire");
        }
        if (ttl.isEmpty() && (staleWhileRevalidate.isPresent() || earlyRefresh.isPresent())) {
            throw new InvalidValueException("'stale_while_revalidate' and 'early_refresh' need a 'ttl'");
        }
        if (ttl.isEmpty() && ttlJitter.ratio() > 0) {
            throw new InvalidParameterException("ttl_jitter", withoutExpiry("ttl_jitter"));
        }
        if (ttl.isEmpty() && ttlRenewed == Renewal.ACCESS) {
            throw new InvalidParameterException("ttl_renewed", withoutExpiry("ttl_renewed"));
        }
    }

    private static Sentence withoutExpiry(String setting) {
        return Sentence.of(
                "'{}' has no effect: without a 'ttl' no entry expires; add, for example, ttl: 5m, or remove it",
                setting);
    }
}
