package dev.brownout.component.cache;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Reads by way of a cache on the caller's machine: asks the cache; on a miss asks the source, sends the cache what came
 * in time and does not wait for that. A cache that fails is a miss that is not filled.
 */
final class LookAside implements Service {
    private static final Reply NOBODY = (outcome, detail) -> {};

    private final Service gets;
    private final Service source;
    private final Service puts;

    LookAside(Service gets, Service source, Service puts) {
        this.gets = gets;
        this.source = source;
        this.puts = puts;
    }

    @Override
    public void call(Request request, Reply reply) {
        gets.call(request, new Read(request, reply));
    }

    private final class Read implements Reply {
        private final Request request;
        private final Reply reply;
        private boolean asked;
        private boolean missed;

        Read(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (asked) {
                if (missed && Message.fills(outcome)) {
                    puts.call(Message.put(request, detail), NOBODY);
                }
                reply.accept(outcome, detail);
            } else if (outcome == Outcome.OK) {
                reply.accept(outcome, detail);
            } else {
                asked = true;
                missed = outcome == Outcome.NOT_FOUND;
                source.call(request, this);
            }
        }
    }
}
