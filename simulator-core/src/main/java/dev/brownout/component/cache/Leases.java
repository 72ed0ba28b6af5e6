package dev.brownout.component.cache;

import dev.brownout.service.Request;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Leases of keys, each for one loader at a time: memcached's leases (Nishtala et al., NSDI 2013, section 3.2.1). A
 * lease that is not used expires.
 */
final class Leases {
    /** Default duration of a lease, as at Facebook. */
    static final Duration USUAL = Duration.ofSeconds(10);

    private final long nanos;
    private final Map<Integer, Lease> leases = new LinkedHashMap<>();

    /** A lease of one request, shared by its attempts. */
    private record Lease(int source, long number, long since) {
        boolean of(Request request) {
            return request.source().number() == source && request.number() == number;
        }
    }

    Leases(Duration length) {
        this.nanos = length.toNanos();
    }

    /** Grants the lease of a request's key; returns false while another request holds it. */
    boolean grant(Request request, long now) {
        Lease lease = leases.get(request.key());
        if (lease != null && now - lease.since < nanos && !lease.of(request)) {
            return false;
        }
        leases.remove(request.key());
        removeExpired(now);
        leases.put(request.key(), new Lease(request.source().number(), request.number(), now));
        return true;
    }

    /** Removes expired leases, the oldest first. */
    private void removeExpired(long now) {
        var oldest = leases.values().iterator();
        while (oldest.hasNext() && now - oldest.next().since >= nanos) {
            oldest.remove();
        }
    }

    /** Returns whether a fill comes from the holder of the key's lease. */
    boolean isHolder(Request fill) {
        Lease lease = leases.get(fill.key());
        return lease != null && lease.of(fill);
    }

    /** Returns the start of the key's lease, which must exist. */
    long startOf(int key) {
        return leases.get(key).since;
    }

    /** Ends the lease of a key, because the load has ended or is out of date. */
    void end(int key) {
        leases.remove(key);
    }

    void clear() {
        leases.clear();
    }
}
