package dev.brownout.component.cache;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Reads by way of a cache on the caller's machine: asks the cache; on a miss asks the source, sends the cache what came
 * in time and does not wait for that. A cache that fails is a miss that is not filled. Told that another loads the key,
 * it asks the cache again a little later; given an old version to answer with, it answers and loads the new one.
 */
final class LookAside implements Service {
    /** Who waits for an answer that does not matter. */
    static final Reply NOBODY = (outcome, detail) -> {};

    /** The detail of a miss whose key another has the lease of. */
    static final long ASK_AGAIN = -1;

    /** Says, beside the version of a hit, that whoever gets it is to load a new one. */
    static final long AGING = Long.MIN_VALUE;

    private static final long PAUSE_NANOS = 10_000_000;

    private final Service gets;
    private final Service source;
    private final Service puts;
    private final Caller caller;
    private final Service shared;

    /**
     * Who asks.
     *
     * @param host its machine
     * @param patienceNanos how long it lets itself be told to ask again; 0 for ever
     * @param number the cache's number, the detail of failures that arise here
     * @param flights loads of the machine that others join; {@code null} where each miss loads by itself
     * @param keepsNegatives whether the cache keeps that there is no such key
     */
    record Caller(
            Simulation simulation,
            Host host,
            long patienceNanos,
            int number,
            SingleFlight flights,
            boolean keepsNegatives) {}

    LookAside(Service gets, Service source, Service puts, Caller caller) {
        this.gets = gets;
        this.source = source;
        this.puts = puts;
        this.caller = caller;
        this.shared = caller.flights == null ? this::load : caller.flights.joining(this::load);
    }

    @Override
    public void call(Request request, Reply reply) {
        gets.call(request, new MissReply(request, reply));
    }

    /** Asks the source and fills the cache. */
    private void load(Request request, Reply reply) {
        MissReply load = new MissReply(request, reply);
        load.missed = true;
        load.asked = true;
        source.call(request, load);
    }

    private final class MissReply implements Reply {
        private final Request request;
        private final Reply reply;
        private boolean asked;
        private boolean missed;
        private long waitedNanos;

        MissReply(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (asked) {
                if (missed && CacheMessage.fills(outcome)) {
                    puts.call(CacheMessage.put(request, detail), NOBODY);
                } else if (missed && caller.keepsNegatives && outcome == Outcome.NOT_FOUND) {
                    puts.call(CacheMessage.put(request, NegativeEntry.of(detail)), NOBODY);
                }
                reply.accept(outcome, detail);
            } else if (outcome == Outcome.NOT_FOUND && NegativeEntry.is(detail)) {
                reply.accept(outcome, NegativeEntry.version(detail));
            } else if (CacheMessage.fills(outcome)) {
                reply.accept(outcome, detail & ~AGING);
                if (detail < 0) {
                    shared.call(request, NOBODY);
                }
            } else {
                miss(outcome, detail);
            }
        }

        private void miss(Outcome outcome, long detail) {
            missed = outcome == Outcome.NOT_FOUND;
            if (missed && detail == ASK_AGAIN) {
                askAgain();
            } else if (missed && caller.flights != null) {
                shared.call(request, reply);
            } else {
                asked = true;
                source.call(request, this);
            }
        }

        private void askAgain() {
            if (caller.patienceNanos > 0 && waitedNanos >= caller.patienceNanos) {
                reply.accept(Outcome.TIMED_OUT, caller.number);
                return;
            }
            waitedNanos += PAUSE_NANOS;
            caller.host.after(PAUSE_NANOS, () -> gets.call(request, this));
        }
    }
}
