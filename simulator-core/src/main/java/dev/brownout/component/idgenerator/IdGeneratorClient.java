package dev.brownout.component.idgenerator;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/**
 * Client of several equivalent servers. It selects a random server, and avoids servers that failed recently. If a
 * server times out, refuses or resets the connection, each other server is tried once.
 */
final class IdGeneratorClient implements Service {
    private final Simulation simulation;
    private final Host caller;
    private final Edge[] ways;
    private final KeyedRandom which;
    private final long avoidNanos;
    private final long[] avoidedUntil;

    IdGeneratorClient(Simulation simulation, Host caller, Edge[] ways, KeyedRandom which, long avoidNanos) {
        this.simulation = simulation;
        this.caller = caller;
        this.ways = ways;
        this.which = which;
        this.avoidNanos = avoidNanos;
        this.avoidedUntil = new long[ways.length];
    }

    @Override
    public void call(Request request, Reply reply) {
        if (ways.length == 1) {
            ways[0].send(caller, request, reply);
        } else {
            new Attempt(request, reply).send(first(request));
        }
    }

    private int first(Request request) {
        int liked = 0;
        for (int i = 0; i < ways.length; i++) {
            liked += avoided(i) ? 0 : 1;
        }
        int left = which.at(request.identity()).below(liked == 0 ? ways.length : liked);
        for (int i = 0; i < ways.length; i++) {
            if ((liked == 0 || !avoided(i)) && left-- == 0) {
                return i;
            }
        }
        return 0;
    }

    private boolean avoided(int way) {
        return avoidedUntil[way] > simulation.now();
    }

    private final class Attempt implements Reply {
        private final Request request;
        private final Reply reply;
        private int machine;
        private int tries;

        Attempt(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        void send(int chosen) {
            machine = chosen;
            ways[chosen].send(caller, request.repeated(tries++), this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            boolean silent = outcome == Outcome.TIMED_OUT || outcome == Outcome.REFUSED || outcome == Outcome.RESET;
            if (silent) {
                avoidedUntil[machine] = simulation.now() + avoidNanos;
            }
            if (silent && tries < ways.length) {
                int next = (machine + 1) % ways.length;
                caller.after(0, () -> send(next));
            } else {
                reply.accept(outcome, detail);
            }
        }
    }
}
