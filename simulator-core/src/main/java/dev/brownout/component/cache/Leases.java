package dev.brownout.component.cache;

import dev.brownout.service.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who may load a key, one at a time: memcached's leases (Nishtala et al., NSDI 2013, section 3.2.1). A holder that does
 * not fill the key loses the lease after its time.
 */
final class Leases {
    /** How long a lease lasts where nothing else is said, as at Facebook. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private final long nanos;
    private final Map<Integer, Lease> held = new LinkedHashMap<>();

    /** A lease of one request, whichever attempt of it comes. */
    private record Lease(int source, long number, long since) {
        boolean of(Request request) {
            return request.source() == source && request.number() == number;
        }
    }

    Leases(Duration length) {
        this.nanos = length.toNanos();
    }

    /** Whether a request may load its key, which nobody else may then. */
    boolean grant(Request request, long now) {
        Lease lease = held.get(request.key());
        if (lease != null && now - lease.since < nanos && !lease.of(request)) {
            return false;
        }
        held.remove(request.key());
        forgetOld(now);
        held.put(request.key(), new Lease(request.source(), request.number(), now));
        return true;
    }

    /** Those given first end first. */
    private void forgetOld(long now) {
        var oldest = held.values().iterator();
        while (oldest.hasNext() && now - oldest.next().since >= nanos) {
            oldest.remove();
        }
    }

    /** Whether a fill of the key comes from the one who may load it. */
    boolean holds(Request fill) {
        Lease lease = held.get(fill.key());
        return lease != null && lease.of(fill);
    }

    /** Since when the key is being loaded, which it is. */
    long since(int key) {
        return held.get(key).since;
    }

    /** Nobody loads the key any more, or what is being loaded is out of date. */
    void end(int key) {
        held.remove(key);
    }

    void clear() {
        held.clear();
    }
}
