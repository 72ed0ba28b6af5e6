package dev.brownout.component.cdn;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/** Release of a page view, given by the first part of the page that was received. */
final class PageView extends LogicalRequest.IdempotencyRecord {
    private static final long ONE = 0;

    private final String part;
    private final long release;

    private PageView(Object cdn, String part, long release) {
        super(cdn, ONE);
        this.part = part;
        this.release = release;
    }

    /** Returns the page of a request; {@code null} if no part of it has been received. */
    static PageView of(Request request, Object cdn) {
        return (PageView) request.logical().find(cdn, ONE);
    }

    /** Starts a page with its first part. */
    static void begin(Request request, Object cdn, String part, long release) {
        request.logical().carry(new PageView(cdn, part, release));
    }

    long release() {
        return release;
    }

    /** Returns whether a different part of the page has another release. */
    boolean mismatches(String other, long otherRelease) {
        return release != otherRelease && !part.equals(other);
    }
}
