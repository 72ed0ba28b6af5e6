package dev.brownout.component.queue;

import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.host.Host;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.RequestPhase;
import dev.brownout.kernel.Simulation;
import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.FanOutMessages;
import dev.brownout.service.MessageBatch;
import dev.brownout.service.Outcome;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayDeque;
import java.util.Optional;

/**
 * The publishing side of a broker: storing a message takes the send time; without capacity, a message is rejected,
 * blocks, or displaces the oldest.
 */
final class PublishStage implements Service, Host.Resident {
    private final Simulation simulation;
    private final Broker broker;
    private final Host host;
    private final int number;
    private final WhenFull whenFull;
    private final Sampler send;
    private final KeyedRandom random;
    private final ArrayDeque<StorageWrite> blocked = new ArrayDeque<>();
    private int messagesBlocked;

    PublishStage(QueueSpec spec, ComponentContext context, Broker broker) {
        this.simulation = context.simulation();
        this.broker = broker;
        this.host = broker.host();
        this.number = context.number();
        this.whenFull = spec.whenFull();
        this.send = spec.send().sampler();
        this.random = context.random("send");
        host.attach(this);
    }

    @Override
    public void call(Request request, Reply reply) {
        store(request, null, reply);
    }

    /** Returns the service for publications of one message, or of a fan-out. */
    Service of(Optional<PublicationFanOut> fanOut) {
        return fanOut.<Service>map(
                        many -> (request, reply) -> store(request, new FanOutMessages(many, request, broker), reply))
                .orElse(this);
    }

    private void store(Request request, FanOutMessages bundle, Reply reply) {
        long nanos = host.slowedNanos(send.sampleNanos(random.withIdentity(request.identity())));
        simulation.scheduleAfter(nanos, new StorageWrite(request, bundle, reply), 0);
    }

    /** Returns the number of messages in blocked publications. */
    int blocked() {
        return messagesBlocked;
    }

    /** Admits blocked publications while there is capacity. */
    void admit() {
        while (!blocked.isEmpty() && !broker.isFull(blocked.peek().size)) {
            StorageWrite next = blocked.poll();
            messagesBlocked -= next.made;
            Trail own = simulation.trail();
            simulation.resume(next.trail, RequestPhase.WAITING);
            next.store();
            simulation.restore(own);
        }
    }

    @Override
    public void onCrash() {
        blocked.clear();
        messagesBlocked = 0;
    }

    /** A write of one message, or of a publication's messages, which are stored together or not. */
    private final class StorageWrite extends Event {
        private final Request request;
        private final FanOutMessages bundle;
        private final Reply reply;
        private final int size;
        /** Number of message objects held by this write; 1 for a fan-out. */
        private final int made;

        private final int incarnation = host.incarnation();
        private Trail trail;

        StorageWrite(Request request, FanOutMessages bundle, Reply reply) {
            this.request = request;
            this.bundle = bundle;
            this.reply = reply;
            this.size = bundle == null ? MessageBatch.size(request) : bundle.messages();
            this.made = bundle == null ? size : 1;
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() == incarnation && host.isSuspended()) {
                host.defer(this, step);
            } else if (host.incarnation() == incarnation) {
                arrive();
            }
        }

        @Override
        public RequestPhase phase(int step) {
            return RequestPhase.WORK;
        }

        private void arrive() {
            if (broker.isFull(size) && whenFull == WhenFull.BLOCK && broker.everHasRoom(size)) {
                trail = simulation.trail();
                blocked.add(this);
                messagesBlocked += made;
            } else if (broker.isFull(size) && whenFull != WhenFull.DROP_OLDEST) {
                reply.accept(Outcome.REJECTED, number);
            } else {
                while (broker.isFull(size) && broker.depth() > 0) {
                    broker.dropOldest();
                }
                store();
                while (broker.isFull(0)) {
                    broker.dropOldest();
                }
                broker.handOut();
            }
        }

        private void store() {
            if (bundle != null) {
                broker.store(bundle);
            } else {
                for (Request message : MessageBatch.messages(request)) {
                    broker.store(message);
                }
            }
            reply.accept(Outcome.OK, 0);
        }
    }
}
