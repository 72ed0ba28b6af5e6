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
    private final Edge[] edges;
    private final KeyedRandom choiceRandom;
    private final long avoidNanos;
    private final long[] avoidedUntil;

    IdGeneratorClient(Simulation simulation, Host caller, Edge[] edges, KeyedRandom choiceRandom, long avoidNanos) {
        this.simulation = simulation;
        this.caller = caller;
        this.edges = edges;
        this.choiceRandom = choiceRandom;
        this.avoidNanos = avoidNanos;
        this.avoidedUntil = new long[edges.length];
    }

    @Override
    public void call(Request request, Reply reply) {
        if (edges.length == 1) {
            edges[0].send(caller, request, reply);
        } else {
            new Attempt(request, reply).send(first(request));
        }
    }

    private int first(Request request) {
        int liked = 0;
        for (int i = 0; i < edges.length; i++) {
            liked += isAvoided(i) ? 0 : 1;
        }
        int left = choiceRandom.withIdentity(request.identity()).nextInt(liked == 0 ? edges.length : liked);
        for (int i = 0; i < edges.length; i++) {
            if ((liked == 0 || !isAvoided(i)) && left-- == 0) {
                return i;
            }
        }
        return 0;
    }

    private boolean isAvoided(int index) {
        return avoidedUntil[index] > simulation.now();
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
            edges[chosen].send(caller, request.repeated(tries++), this);
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            boolean silent = outcome == Outcome.TIMED_OUT || outcome == Outcome.REFUSED || outcome == Outcome.RESET;
            if (silent) {
                avoidedUntil[machine] = simulation.now() + avoidNanos;
            }
            if (silent && tries < edges.length) {
                int next = (machine + 1) % edges.length;
                caller.schedule(0, () -> send(next));
            } else {
                reply.accept(outcome, detail);
            }
        }
    }
}
