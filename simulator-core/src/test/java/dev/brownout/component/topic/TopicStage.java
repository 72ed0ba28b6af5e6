package dev.brownout.component.topic;

import dev.brownout.host.Host;
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
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Test stage with a topic in the west, and a publisher and consumers in the east, with a round trip of 0.5 ms. Messages
 * are numbered from 1. Consumers join when they are created.
 */
final class TopicStage extends Harness {
    /** A message that a consumer has processed successfully. */
    record Work(String group, int key, long number, long publication, long at) {}

    /** A host that processes messages, and logs {@code WORKER NUMBER at MILLISECONDS} for each processed message. */
    final class Worker implements Host.Resident {
        final Host host;
        private final String group;
        private final Subscription subscription;
        private final int capacity;
        private final UnaryOperator<Long> workNanos;
        private int held;
        private int requested;

        Worker(String name, String group, int capacity, long deduplicateNanos, UnaryOperator<Long> workNanos) {
            this(name, group, capacity, 0, deduplicateNanos, workNanos);
        }

        /** Creates a worker that polls at most {@code poll} messages. */
        Worker(
                String name,
                String group,
                int capacity,
                int poll,
                long deduplicateNanos,
                UnaryOperator<Long> workNanos) {
            this.host = caller(name, "1", "east");
            this.group = group;
            groups.add(group);
            this.capacity = capacity;
            this.workNanos = workNanos;
            this.subscription =
                    topic.subscribe(host, new ConsumerSettings(deduplicateNanos, false, group, poll), this::onDelivery);
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
                long number = delivery.request().idempotencyKey();
                stored.putIfAbsent(number, ((PartitionReader.PartitionDelivery) delivery).message.offset());
                long nanos = workNanos.apply(number);
                host.schedule(Math.abs(nanos), () -> {
                    held--;
                    if (nanos >= 0) {
                        long publication = delivery.request().number();
                        worked.add(new Work(group, delivery.request().key(), number, publication, simulation.now()));
                        log(host.component() + " " + publication);
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

    final TopicComponent topic;
    /** Processed messages, in processing order. */
    final List<Work> worked = new ArrayList<>();
    /** Outcome of each completed publication. */
    final Map<Long, Outcome> answers = new TreeMap<>();
    /** Offset of each delivered message in its partition. */
    final Map<Long, Long> stored = new TreeMap<>();

    private final Host web = caller("web", "1", "east");
    private final Set<String> groups = new TreeSet<>();
    private Service publisher;

    TopicStage(TopicSpec spec, double seconds) {
        this(spec, seconds, 1, 1);
    }

    /** Creates a stage with publications of {@code each} messages, each message with its own random key. */
    TopicStage(TopicSpec spec, double seconds, int each, int keys) {
        super(Scenes.scene()
                .networked()
                .withDuration(seconds)
                .region("east", 1)
                .region("west", "east", Duration.ofNanos(MILLI / 2))
                .with("likes", List.of("west"), spec));
        topic = (TopicComponent) component("likes");
        CallTarget route = CallTarget.waiting(Operation.WRITE, Optional.of(Duration.ofSeconds(1)));
        PublicationFanOut fanOut =
                new PublicationFanOut(key -> each, each, (random, number) -> random.nextInt(keys), new KeyedRandom(1));
        publisher = connect(web, "likes", each == 1 ? route : route.withFanOut(fanOut));
    }

    Host broker() {
        return hosts("likes").get(0);
    }

    /** Batches the messages that the publisher sends from now on. */
    void gathering(int most, Duration linger) {
        publisher = gathering(
                web,
                new PublishStep("likes", Optional.of(most), Optional.of(linger), Step.Options.NONE),
                "likes",
                publisher);
    }

    /** Returns the number of messages that the groups have not received, of all groups together. */
    long depth() {
        return groups.stream()
                .mapToLong(group -> topic.backlog(group).depth().getAsLong())
                .sum();
    }

    /** Returns the brokers of the topic. */
    List<Host> brokers() {
        return hosts("likes");
    }

    Worker worker(String name, String group, double workMillis) {
        return new Worker(name, group, 1, 0, number -> (long) (workMillis * MILLI));
    }

    /** Publishes a message at {@code atMillis}. */
    void publish(double atMillis, long number, int key) {
        long instant = (long) (atMillis * MILLI);
        long identity = KeyedRandom.child(number, instant, 0, 0);
        LogicalRequest logical = new LogicalRequest();
        Request request = new Request(
                identity, number, number, RequestSource.NONE, 0, 0, key, Operation.READ, 100, instant, logical);
        send(atMillis, publisher, request, (outcome, detail) -> answers.put(number, outcome));
    }

    double measure(String name) {
        return measure("likes", name, "");
    }

    double measure(String name, String stat) {
        return measure("likes", name, stat);
    }
}
