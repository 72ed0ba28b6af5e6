package dev.brownout.component.cdn;

import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Request;

/** Which release the page belongs to that a user is looking at: that of the first part of it that came. */
final class PageView extends LogicalRequest.IdempotencyRecord {
    private static final long ONE = 0;

    private final String part;
    private final long release;

    private PageView(Object cdn, String part, long release) {
        super(cdn, ONE);
        this.part = part;
        this.release = release;
    }

    /** The page that a request belongs to; {@code null} if nothing of it has come. */
    static PageView of(Request request, Object cdn) {
        return (PageView) request.logical().find(cdn, ONE);
    }

    /** Begins a page. */
    static void begin(Request request, Object cdn, String part, long release) {
        request.logical().carry(new PageView(cdn, part, release));
    }

    long release() {
        return release;
    }

    /** Whether another part of the page is of another release. */
    boolean mismatches(String other, long otherRelease) {
        return release != otherRelease && !part.equals(other);
    }
}
