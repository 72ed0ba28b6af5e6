package dev.brownout.component.server;

import dev.brownout.host.ActiveCall;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.MessageSource;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import dev.brownout.spi.component.MessageSource.Delivery;
import dev.brownout.spi.component.MessageSource.Subscription;
import java.time.Duration;
import java.util.List;

/**
 * Consumes the messages of a queue on one host: requests as many as it has capacity for, processes each, and reports
 * the outcome. It requests the next message as soon as one ends, so that the round trips overlap with the work on the
 * remaining messages. A message is handled like a call: it is counted on arrival, waits for a worker and a core, fails
 * with the host's errors, and is lost with its process.
 */
final class Consumer implements Host.Resident {
    private final Simulation simulation;
    private final Host host;
    private final int number;
    private final int capacity;
    private final Service work;
    private final Service poisoned;
    private final KeyedRandom errors;
    private final Subscription subscription;
    private int held;
    /** Messages that it has requested and not received. */
    private int requested;

    /**
     * Creates a consumer that has requested nothing yet.
     *
     * @param capacity maximum number of concurrent messages, at least 1
     * @param poll maximum number of messages per request to a topic; 0 to request as capacity allows
     * @param work processing of a message
     * @param poisoned processing of a poison message, which never succeeds
     */
    Consumer(
            ComponentContext context,
            Host host,
            ConsumptionSpec spec,
            MessageSource source,
            int capacity,
            int poll,
            Service work,
            Service poisoned) {
        this.simulation = context.simulation();
        this.host = host;
        this.number = context.number();
        this.capacity = capacity;
        this.work = work;
        this.poisoned = poisoned;
        this.errors = context.random("errors");
        ConsumerSettings settings = new ConsumerSettings(
                spec.deduplicate().map(Duration::toNanos).orElse(0L),
                spec.extend(),
                spec.group().orElse(context.name()),
                poll);
        this.subscription = source.subscribe(host, settings, this::onDelivery);
        host.attach(this);
    }

    /** Requests messages for the free capacity. */
    void poll() {
        int free = capacity - held - requested;
        if (free > 0 && host.isUp() && isContinuing()) {
            requested += free;
            subscription.receive(free);
        }
    }

    private boolean isContinuing() {
        return host.membership().consumes() || subscription.isUnfinished();
    }

    private void onDelivery(List<Delivery> deliveries, int answered) {
        requested -= answered;
        held += deliveries.size();
        for (Delivery delivery : deliveries) {
            new Job(delivery).begin();
        }
        poll();
    }

    @Override
    public void onCrash() {
        requested = 0;
        held = 0;
    }

    @Override
    public void onRestart() {
        poll();
    }

    @Override
    public void stateChanged() {
        poll();
    }

    /** Stops requesting messages when the host leaves service; held messages are finished. */
    @Override
    public void membershipChanged() {
        if (requested > 0 && !isContinuing()) {
            requested = 0;
            subscription.stop();
        }
        poll();
    }

    /** A message in processing at the host. */
    private final class Job extends ActiveCall implements Reply {
        private final Delivery delivery;
        private final long arrivedAt = simulation.now();
        private boolean isOver;

        Job(Delivery delivery) {
            this.delivery = delivery;
        }

        void begin() {
            enter(host);
            if (host.errorShare() > 0
                    && errors.withIdentity(delivery.request().identity()).uniform() < host.errorShare()) {
                accept(Outcome.FAILED, number);
            } else {
                (delivery.poison() ? poisoned : work).call(delivery.request(), this);
            }
        }

        @Override
        public void accept(Outcome outcome, long detail) {
            if (isOver) {
                return;
            }
            isOver = true;
            host.leave(this);
            depart(host, simulation.now(), outcome.index(), outcome.good());
            held--;
            subscription.onFinished(delivery, outcome.good());
            poll();
        }

        @Override
        public void fire(int step) {
            throw new IllegalStateException("a message at a node has no scheduled event");
        }

        @Override
        protected void reset() {
            die(Outcome.RESET.index());
        }

        @Override
        protected void vanish() {
            die(Outcome.count());
        }

        private void die(int mode) {
            isOver = true;
            depart(host, simulation.now(), mode, false);
        }

        @Override
        protected boolean isAt(Host place) {
            return place == host && !isOver;
        }

        @Override
        protected long arrivedAt() {
            return arrivedAt;
        }
    }
}
