package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Look-aside reads on the caller's host: asks the cache; on a miss asks the source, then fills the cache without
 * waiting for that. A failure of the cache is a miss without a fill. If another request holds the lease, it asks the
 * cache again after 10 ms; given an aging version, it responds and reloads the key.
 */
final class LookAside implements Service {
    /** Reply that ignores the outcome. */
    static final Reply IGNORING = (outcome, detail) -> {};

    /** Detail of a miss while another request holds the lease of the key. */
    static final long RETRY = -1;

    /** Flag on the version of a hit: its receiver should reload the key. */
    static final long AGING = Long.MIN_VALUE;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Service lookups;
    private final Service source;
    private final Service puts;
    private final Caller caller;
    private final Service shared;

    /**
     * The calling side.
     *
     * @param host the caller's host
     * @param patienceNanos maximum time of repeated lookups while another request holds the lease; 0 for no limit
     * @param number the cache's number, the detail of failures that arise here
     * @param flights single-flight loads of the host; {@code null} if each miss loads by itself
     * @param keepsNegatives whether the cache stores negative entries
     */
    record Caller(
            Simulation simulation,
            Host host,
            long patienceNanos,
            int number,
            SingleFlight flights,
            boolean keepsNegatives) {}

    LookAside(Service lookups, Service source, Service puts, Caller caller) {
        this.lookups = lookups;
        this.source = source;
        this.puts = puts;
        this.caller = caller;
        this.shared = caller.flights == null ? this::load : caller.flights.joining(this::load);
    }

    @Override
    public void call(Request request, Reply reply) {
        lookups.call(request, new MissReply(request, reply));
    }

    /** Asks the source and fills the cache. */
    private void load(Request request, Reply reply) {
        MissReply load = new MissReply(request, reply);
        load.notFound = true;
        load.loading = true;
        source.call(request, load);
    }

    private final class MissReply implements Reply {
        private final Request request;
        private final Reply reply;
        private boolean loading;
        private boolean notFound;
        private long waitedNanos;
        private int repeatedLookups;

        MissReply(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (loading) {
                if (notFound && CacheMessage.hasCacheableData(outcome)) {
                    puts.call(CacheMessage.put(request, detail), IGNORING);
                } else if (notFound && caller.keepsNegatives && outcome == Outcome.NOT_FOUND) {
                    puts.call(CacheMessage.put(request, NegativeEntry.entry(detail)), IGNORING);
                }
                reply.accept(outcome, detail);
            } else if (outcome == Outcome.NOT_FOUND && NegativeEntry.isNegative(detail)) {
                reply.accept(outcome, NegativeEntry.version(detail));
            } else if (CacheMessage.hasCacheableData(outcome)) {
                reply.accept(outcome, detail & ~AGING);
                if (detail < 0) {
                    shared.call(request, IGNORING);
                }
            } else {
                miss(outcome, detail);
            }
        }

        private void miss(Outcome outcome, long detail) {
            notFound = outcome == Outcome.NOT_FOUND;
            if (notFound && detail == RETRY) {
                retryLookup();
            } else if (notFound && caller.flights != null) {
                shared.call(request, reply);
            } else {
                loading = true;
                source.call(request, this);
            }
        }

        private void retryLookup() {
            if (caller.patienceNanos > 0 && waitedNanos >= caller.patienceNanos) {
                reply.accept(Outcome.TIMED_OUT, caller.number);
                return;
            }
            waitedNanos += PAUSE_NANOS;
            Request repeatedRequest = request.repeated(++repeatedLookups);
            caller.host.schedule(PAUSE_NANOS, () -> lookups.call(repeatedRequest, this));
        }
    }
}
