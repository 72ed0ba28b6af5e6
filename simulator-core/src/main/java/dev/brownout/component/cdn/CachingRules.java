package dev.brownout.component.cdn;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.ObjectRevisions;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;

/** Caching rules of one kind of content: lifetimes, cache keys, and the caches that store it. */
final class CachingRules {
    /** Maximum duration, to avoid overflow; longer durations are unlimited in effect. */
    private static final long LONGEST = Long.MAX_VALUE / 8;

    private final String part;
    private final ContentReleases releases;
    private final VersionRegistry versions;
    private final boolean named;
    private final long ttlNanos;
    private final double jitter;
    private final long browserTtlNanos;
    private final long revalidateNanos;
    private final long ifErrorNanos;
    private final long errorTtlNanos;
    /** Time for which an expired copy is kept, in nanoseconds. */
    private final long graceNanos;

    private final int vary;
    private final KeyedRandom variants;
    private final double changesPerNano;
    private final KeyedRandom changes;
    /** Revisions of the objects at the origin; {@code null} if objects never change. */
    private ObjectRevisions revisions;

    /**
     * Creates the rules of an endpoint.
     *
     * @param part name of the endpoint; empty for content without one
     */
    CachingRules(CdnSpec spec, String part, ContentReleases releases, ComponentContext context) {
        this.versions = context.versions();
        CdnSpec.ObjectFreshness freshness = spec.freshness();
        CdnSpec.Terms terms = spec.terms(part);
        this.part = part;
        this.releases = releases;
        this.named = terms.versioned();
        this.ttlNanos = nanos(terms.ttl());
        this.jitter = freshness.ttlJitter().ratio();
        this.browserTtlNanos = nanos(terms.browserTtl());
        this.revalidateNanos = nanos(freshness.staleWhileRevalidate());
        this.ifErrorNanos = nanos(freshness.staleIfError());
        this.errorTtlNanos = nanos(freshness.errorTtl());
        this.graceNanos = freshness.revalidate() ? LONGEST : Math.max(revalidateNanos, ifErrorNanos);
        this.vary = terms.vary();
        this.variants = context.random("vary");
        this.changesPerNano = terms.changesPerSecond() * 1e-9;
        this.changes = context.random(part.isEmpty() ? "changes" : "changes of " + part);
        if (changesPerNano > 0) {
            change();
        }
    }

    /** Enables changes of single objects at the origin from now on. */
    void change() {
        if (revisions == null) {
            revisions = versions.revisions(changesPerNano, changes);
        }
    }

    /** Records a write of an object at the origin. */
    void written(Request request, long now) {
        revisions.write(request.key(), now, versions.stamp(now));
    }

    /** Returns the bound of a read that is made now, as in {@link VersionRegistry#bound}. */
    long bound(long now) {
        return versions.bound(now);
    }

    /** Returns the revision of an object at the origin. */
    long revision(Request request, long now) {
        return revisions == null ? 0 : revisions.deliveredVersion(request.key(), now);
    }

    /**
     * Returns the version of an origin's response, which combines the data, the revision of the object, and the
     * release.
     */
    long deliveredVersion(long data, long revision, long release) {
        return versions.released(versions.join(data, revision), release);
    }

    private static long nanos(Duration duration) {
        return Math.min(duration.toNanos(), LONGEST);
    }

    String part() {
        return part;
    }

    /** Returns whether edges cache the response to a request. */
    boolean isCacheable(Request request) {
        return ttlNanos > 0 && request.operation() == Operation.READ;
    }

    /** Returns whether browsers cache the response to a request. */
    boolean keptByBrowsers(Request request) {
        return browserTtlNanos > 0 && request.operation() == Operation.READ;
    }

    /**
     * Returns the release that a request asks for: that of its page if object names contain the release, else the
     * newest.
     */
    long requestedRelease(Request request, Object cdn) {
        PageView page = named ? PageView.of(request, cdn) : null;
        return page == null ? releases.newest() : page.release();
    }

    /**
     * Returns the cache key of a copy. Releases share a key unless object names contain the release.
     *
     * @param variant variant of the object, from 0
     */
    int key(int key, long release, int variant) {
        long space = named ? release : 0;
        return part.isEmpty() && space == 0 && variant == 0 ? key : key ^ (int) KeyedRandom.key(space, variant, part);
    }

    /** Returns the number of variants of an object. */
    int variants() {
        return vary;
    }

    /** Returns the variant of an object for a request. A known user always gets the same variant. */
    int variant(Request request) {
        if (vary == 1) {
            return 0;
        }
        long user = request.logical().user();
        return variants.withIdentity(user == LogicalRequest.UNKNOWN ? request.idempotencyKey() : user)
                .nextInt(vary);
    }

    /**
     * Returns the stamp since which something newer than a version had existed when it was read. This is another
     * release, unless object names contain the release, or a write. {@link VersionRegistry#NOTHING} if the version was
     * current.
     *
     * @param bound bound of the read, as in {@link VersionRegistry#bound}
     */
    long staleSince(long version, Request request, long bound) {
        long replacedAt = named ? -1 : releases.replacedBefore(bound, versions.release(version));
        return Math.min(
                versions.oldestMissed(version, request.key(), bound),
                replacedAt < 0 ? VersionRegistry.NOTHING : replacedAt);
    }

    /** Returns the release of a version. */
    long release(long version) {
        return versions.release(version);
    }

    /**
     * Returns the instant at which a copy that is stored now must be dropped, with the grace time, in nanoseconds. The
     * lifetime of a copy from another cache began at its origin.
     *
     * @param bornAt instant at which the origin generated the copy; {@link ResponseAge#NONE} for a new response
     * @param life random numbers of a new response
     */
    long droppedAt(long now, long bornAt, KeyedRandom life) {
        if (bornAt != ResponseAge.NONE) {
            return bornAt + ttlNanos + graceNanos;
        }
        long nanos = ttlNanos;
        if (jitter > 0) {
            nanos = Math.max(1, Math.round(ttlNanos * (1 + jitter * (2 * life.uniform() - 1))));
        }
        return now + nanos + graceNanos;
    }

    /** Returns the instant at which the origin generated a copy. With jitter it is adjusted to the lifetime drawn. */
    long bornAt(long droppedAt) {
        return droppedAt - graceNanos - ttlNanos;
    }

    /** Returns the time since a copy has expired, in nanoseconds; negative while it is fresh. */
    long overdue(long droppedAt, long now) {
        return now - (droppedAt - graceNanos);
    }

    /** Returns whether an expired copy is served while a new one is fetched (stale-while-revalidate). */
    boolean givenMeanwhile(long overdueNanos) {
        return overdueNanos < revalidateNanos;
    }

    /** Returns whether an expired copy is served if the origin fails (stale-if-error). */
    boolean givenInstead(long overdueNanos) {
        return overdueNanos < ifErrorNanos;
    }

    long errorTtlNanos() {
        return errorTtlNanos;
    }

    long browserTtlNanos() {
        return browserTtlNanos;
    }
}
