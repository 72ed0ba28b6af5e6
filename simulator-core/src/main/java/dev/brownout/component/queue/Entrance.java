package dev.brownout.component.queue;

import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Phase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Batch;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.wiring.Wiring;
import java.util.ArrayDeque;

/**
 * The side of a broker where messages are published: storing one takes its time, and when there is no place for it, it
 * is rejected, waits for one, or has the oldest make room.
 */
final class Entrance implements Service, Host.Resident {
    private final Simulation simulation;
    private final Broker broker;
    private final Host host;
    private final int number;
    private final WhenFull whenFull;
    private final Sampler send;
    private final Draws draws;
    private final ArrayDeque<Storing> blocked = new ArrayDeque<>();
    private int messagesBlocked;

    Entrance(QueueSpec spec, Wiring wiring, Broker broker) {
        this.simulation = wiring.simulation();
        this.broker = broker;
        this.host = broker.host();
        this.number = wiring.number();
        this.whenFull = spec.when_full();
        this.send = spec.send().sampler();
        this.draws = wiring.draws("send");
        host.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        long nanos = host.stretched(send.sampleNanos(draws.at(request.identity())));
        simulation.after(nanos, new Storing(request, reply), 0);
    }

    /** How many messages wait for a place. */
    int blocked() {
        return messagesBlocked;
    }

    /** Gives places to those who wait for one. */
    void admit() {
        while (!blocked.isEmpty() && !broker.full(blocked.peek().size)) {
            Storing next = blocked.poll();
            messagesBlocked -= next.size;
            Trail own = simulation.trail();
            simulation.resume(next.trail, Phase.WAITING);
            next.store();
            simulation.restore(own);
        }
    }

    @Override
    public void died() {
        blocked.clear();
        messagesBlocked = 0;
    }

    /** A message on its way to the disk, or a batch of them, of which all are kept or none. */
    private final class Storing extends Event {
        private final Request request;
        private final Reply reply;
        private final int size;
        private final int incarnation = host.incarnation();
        private Trail trail;

        Storing(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
            this.size = Batch.size(request);
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() == incarnation && host.frozen()) {
                host.defer(this, step);
            } else if (host.incarnation() == incarnation) {
                arrive();
            }
        }

        @Override
        public Phase phase(int step) {
            return Phase.WORK;
        }

        private void arrive() {
            if (broker.full(size) && whenFull == WhenFull.BLOCK) {
                trail = simulation.trail();
                blocked.add(this);
                messagesBlocked += size;
            } else if (broker.full(size) && whenFull == WhenFull.REJECT) {
                reply.accept(Outcome.REJECTED, number);
            } else {
                while (broker.full(size)) {
                    broker.dropOldest();
                }
                store();
                broker.handOut();
            }
        }

        private void store() {
            if (size == 1) {
                broker.store(request);
            } else {
                Batch.of(request).forEach(broker::store);
            }
            reply.accept(Outcome.OK, 0);
        }
    }
}
