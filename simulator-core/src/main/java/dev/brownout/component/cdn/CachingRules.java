package dev.brownout.component.cdn;

import dev.brownout.random.KeyedRandom;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.ObjectRevisions;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.time.Duration;

/** How copies of one sort of content are kept: how long, under which names, by whom. */
final class CachingRules {
    /** Longer lives are for ever. */
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
    /** How long after its life a copy is kept. */
    private final long graceNanos;

    private final int vary;
    private final KeyedRandom variants;
    private final double changesPerNano;
    private final KeyedRandom changes;
    /** {@code null} where the objects at the origin stay as they are. */
    private ObjectRevisions revisions;

    /**
     * The rules of an endpoint.
     *
     * @param part its name; empty for the content without one
     */
    CachingRules(CdnSpec spec, String part, ContentReleases releases, ComponentContext context) {
        this.versions = context.versions();
        CdnSpec.Terms terms = spec.terms(part);
        this.part = part;
        this.releases = releases;
        this.named = terms.versioned();
        this.ttlNanos = nanos(terms.ttl());
        this.jitter = spec.ttl_jitter().ratio();
        this.browserTtlNanos = nanos(terms.browserTtl());
        this.revalidateNanos = nanos(spec.stale_while_revalidate());
        this.ifErrorNanos = nanos(spec.stale_if_error());
        this.errorTtlNanos = nanos(spec.error_ttl());
        this.graceNanos = spec.revalidate() ? LONGEST : Math.max(revalidateNanos, ifErrorNanos);
        this.vary = terms.vary();
        this.variants = context.random("vary");
        this.changesPerNano = terms.changesPerSecond() * 1e-9;
        this.changes = context.random(part.isEmpty() ? "changes" : "changes of " + part);
        if (changesPerNano > 0) {
            change();
        }
    }

    /** From now on the objects at the origin may change one by one. */
    void change() {
        if (revisions == null) {
            revisions = versions.revisions(changesPerNano, changes);
        }
    }

    /** Somebody has changed an object at the origin. */
    void written(Request request, long now) {
        revisions.write(request.key(), now, versions.stamp(now));
    }

    /** The bound of a read that is made now, as in {@link VersionRegistry#bound}. */
    long bound(long now) {
        return versions.bound(now);
    }

    /** Which revision of an object the origin has. */
    long revision(Request request, long now) {
        return revisions == null ? 0 : revisions.given(request.key(), now);
    }

    /** The version of what the origin gives out: of which data, of which revision of the object, in which release. */
    long given(long data, long revision, long release) {
        return versions.released(versions.join(data, revision), release);
    }

    private static long nanos(Duration duration) {
        return Math.min(duration.toNanos(), LONGEST);
    }

    String part() {
        return part;
    }

    /** Whether an edge keeps what a request asks for. */
    boolean kept(Request request) {
        return ttlNanos > 0 && request.operation() == Operation.READ;
    }

    /** Whether a browser does. */
    boolean keptByBrowsers(Request request) {
        return browserTtlNanos > 0 && request.operation() == Operation.READ;
    }

    /** The release that a request asks for: that of its page where names carry it, else whichever there is. */
    long wanted(Request request, Object cdn) {
        PageView page = named ? PageView.of(request, cdn) : null;
        return page == null ? releases.newest() : page.release();
    }

    /**
     * Under which key a copy is kept; content of the same name stays the same content where names carry no release.
     *
     * @param variant which of its kinds, from 0
     */
    int key(int key, long release, int variant) {
        long space = named ? release : 0;
        return part.isEmpty() && space == 0 && variant == 0 ? key : key ^ (int) KeyedRandom.key(space, variant, part);
    }

    /** How many kinds there are of an object. */
    int variants() {
        return vary;
    }

    /** Which kind of an object a user gets, the same each time where it is known who it is. */
    int variant(Request request) {
        if (vary == 1) {
            return 0;
        }
        long user = request.logical().user();
        return variants.at(user == LogicalRequest.UNKNOWN ? request.origin() : user)
                .below(vary);
    }

    /**
     * Since when there had been something newer than a version when it was asked for: another release, unless names
     * carry it, or a write; {@link VersionRegistry#NOTHING} where there had not.
     *
     * @param bound of the read, as in {@link VersionRegistry#bound}
     */
    long staleSince(long version, Request request, long bound) {
        long replacedAt = named ? -1 : releases.replacedBefore(bound, versions.release(version));
        return Math.min(
                versions.missed(version, request.key(), bound), replacedAt < 0 ? VersionRegistry.NOTHING : replacedAt);
    }

    /** The release that a version says. */
    long release(long version) {
        return versions.release(version);
    }

    /**
     * When a copy that comes now has to be dropped at last.
     *
     * @param life draws for this copy
     */
    long droppedAt(long now, KeyedRandom life) {
        long nanos = ttlNanos;
        if (jitter > 0) {
            nanos = Math.max(1, StrictMath.round(ttlNanos * (1 + jitter * (2 * life.uniform() - 1))));
        }
        return now + nanos + graceNanos;
    }

    /** For how long a copy's life has been over; negative while it is fresh. */
    long overdue(long droppedAt, long now) {
        return now - (droppedAt - graceNanos);
    }

    /** Whether a copy whose life has been over for so long is given out while a new one is fetched. */
    boolean givenMeanwhile(long overdueNanos) {
        return overdueNanos < revalidateNanos;
    }

    /** Whether it is given out when the origin fails. */
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
