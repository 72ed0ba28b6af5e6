package dev.brownout.component.queue;

import dev.brownout.component.queue.QueueSpec.Poison;
import dev.brownout.component.queue.QueueSpec.Redelivery;
import dev.brownout.component.queue.QueueSpec.WhenFull;
import dev.brownout.host.Host;
import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.runtime.Harness;
import dev.brownout.runtime.Scenes;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.PublicationFanOut;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Request.RequestSource;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.MessageSource.ConsumerSettings;
import dev.brownout.spi.component.MessageSource.Delivery;
import dev.brownout.spi.component.MessageSource.Subscription;
import dev.brownout.step.PublishStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Fixture of a queue in region west with a producer and consumers in region east. The round trip takes 0.5 ms. Messages
 * are numbered from 1. They are stored immediately unless the queue spec says otherwise.
 */
final class QueueFixture extends Harness {
    static final ConsumerSettings PLAIN = new ConsumerSettings(0, false);

    /** Queue spec with all defaults, except that storing a message takes no time. */
    static final QueueSpec DEFAULTS = new QueueSpec(
            new ConstantDistribution(0),
            true,
            Optional.empty(),
            WhenFull.REJECT,
            Duration.ofDays(4),
            Duration.ofSeconds(30),
            Redelivery.AFTER_VISIBILITY,
            Optional.empty(),
            Optional.empty(),
            Duration.ofSeconds(20),
            new Backoff.Constant(Duration.ofSeconds(1)),
            Optional.empty());

    static QueueSpec spec(Duration visibility, Redelivery redelivery, Optional<Integer> maxReceives) {
        return new QueueSpec(
                new ConstantDistribution(0),
                true,
                Optional.empty(),
                WhenFull.REJECT,
                DEFAULTS.retention(),
                visibility,
                redelivery,
                DEFAULTS.backoff(),
                maxReceives,
                DEFAULTS.poll(),
                DEFAULTS.reconnect(),
                Optional.empty());
    }

    /** Returns a queue spec with a backoff of failed messages and of reconnects. */
    static QueueSpec waiting(Optional<Backoff> backoff, Backoff reconnect, Optional<Integer> maxReceives) {
        return new QueueSpec(
                new ConstantDistribution(0),
                true,
                Optional.empty(),
                WhenFull.REJECT,
                DEFAULTS.retention(),
                DEFAULTS.visibility(),
                DEFAULTS.redelivery(),
                backoff,
                maxReceives,
                DEFAULTS.poll(),
                reconnect,
                Optional.empty());
    }

    static QueueSpec boundedQueue(int capacity, WhenFull whenFull) {
        return new QueueSpec(
                new ConstantDistribution(0),
                true,
                Optional.of(capacity),
                whenFull,
                DEFAULTS.retention(),
                DEFAULTS.visibility(),
                DEFAULTS.redelivery(),
                DEFAULTS.backoff(),
                Optional.empty(),
                DEFAULTS.poll(),
                DEFAULTS.reconnect(),
                Optional.empty());
    }

    static QueueSpec spec(boolean durable, Duration retention, Optional<Poison> poison) {
        return new QueueSpec(
                new ConstantDistribution(0),
                durable,
                Optional.empty(),
                WhenFull.REJECT,
                retention,
                DEFAULTS.visibility(),
                DEFAULTS.redelivery(),
                DEFAULTS.backoff(),
                Optional.empty(),
                DEFAULTS.poll(),
                DEFAULTS.reconnect(),
                poison);
    }

    /** Host that consumes messages. It logs {@code NUMBER at MILLISECONDS} for each processed message. */
    final class Worker implements Host.Resident {
        final Host host;
        private final Subscription subscription;
        private final int capacity;
        private final UnaryOperator<Long> workNanos;
        private int held;
        private int requested;

        Worker(String name, int capacity, ConsumerSettings care, UnaryOperator<Long> workNanos) {
            this.host = caller(name, "1", "east");
            this.capacity = capacity;
            this.workNanos = workNanos;
            this.subscription = queue.subscribe(host, care, this::onDelivery);
            host.attach(this);
            poll();
        }

        private void poll() {
            int free = capacity - held - requested;
            if (free > 0 && host.isUp()) {
                requested += free;
                subscription.receive(free);
            }
        }

        private void onDelivery(List<Delivery> deliveries, int answered) {
            requested -= answered;
            held += deliveries.size();
            for (Delivery delivery : deliveries) {
                long number = delivery.request().key();
                long nanos = workNanos.apply(number);
                host.schedule(Math.abs(nanos), () -> {
                    held--;
                    if (nanos >= 0) {
                        worked.computeIfAbsent(number, n -> new ArrayList<>()).add(simulation.now());
                        log(Long.toString(number));
                    }
                    subscription.onFinished(delivery, nanos >= 0);
                    poll();
                });
            }
            poll();
        }

        @Override
        public void onCrash() {
            held = 0;
            requested = 0;
        }

        @Override
        public void onRestart() {
            poll();
        }

        @Override
        public void stateChanged() {
            poll();
        }
    }

    final Queue queue;
    /** Completion times of each message, in ns. */
    final Map<Long, List<Long>> worked = new TreeMap<>();
    /** Outcome of each publication that got a response. */
    final Map<Long, Outcome> answers = new TreeMap<>();

    /** Host that publishes. */
    final Host web = caller("web", "1", "east");

    private Service publisher;

    QueueFixture(QueueSpec spec, double seconds) {
        this(spec, seconds, 1);
    }

    /**
     * Creates a stage for publications of the given number of messages each. The keys of the messages are numbers of
     * their own.
     */
    QueueFixture(QueueSpec spec, double seconds, int each) {
        super(Scenes.scene()
                .networked()
                .withDuration(seconds)
                .region("east", 1)
                .region("west", "east", Duration.ofNanos(MILLI / 2))
                .with("photos", List.of("west"), spec));
        queue = (Queue) component("photos");
        CallTarget route = CallTarget.waiting(Operation.WRITE, Optional.of(Duration.ofSeconds(1)));
        PublicationFanOut fanOut =
                new PublicationFanOut(key -> each, each, (random, number) -> (int) number, new KeyedRandom(1));
        publisher = connect(web, "photos", each == 1 ? route : route.withFanOut(fanOut));
    }

    /**
     * Makes the host collect its messages in batches from now on. It publishes nothing while its process is suspended
     * or crashed.
     */
    void gathering(int most, Duration linger) {
        Service gatherer = gathering(
                web,
                new PublishStep("photos", Optional.of(most), Optional.of(linger), Step.Options.NONE),
                "photos",
                publisher);
        publisher = (request, reply) -> {
            if (!web.isSuspended() && web.state() != Host.State.CRASHED) {
                gatherer.call(request, reply);
            }
        };
    }

    Host broker() {
        return hosts("photos").get(0);
    }

    Worker worker(String name, double workMillis) {
        return new Worker(name, 1, PLAIN, number -> (long) (workMillis * MILLI));
    }

    /** Publishes a message at the given time. */
    void publish(double atMillis, long number) {
        publish(atMillis, number, new LogicalRequest());
    }

    /** Publishes a message as part of a logical request, so that a repetition is recognized. */
    void publish(double atMillis, long number, LogicalRequest logical) {
        long instant = (long) (atMillis * MILLI);
        long identity = KeyedRandom.child(number, instant, 0, 0);
        Request request = new Request(
                identity,
                number,
                number,
                RequestSource.NONE,
                0,
                0,
                (int) number,
                Operation.READ,
                100,
                instant,
                logical);
        send(atMillis, publisher, request.withRetryLayer(), (outcome, detail) -> {
            answers.merge(number, outcome, (old, now) -> now == Outcome.OK ? now : old);
            log(number + " " + outcome.label());
        });
    }

    double measure(String name) {
        return measure(name, "");
    }

    double measure(String name, String stat) {
        return measure("photos", name, stat);
    }
}
