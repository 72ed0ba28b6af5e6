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
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.MessageSource.ConsumerSettings;
import dev.brownout.spi.MessageSource.Delivery;
import dev.brownout.spi.MessageSource.Subscription;
import dev.brownout.spi.Step;
import dev.brownout.step.PublishStep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A topic in the west, a publisher and consumers in the east, half a millisecond of round trip; messages are numbered
 * from 1, and consumers join when they are made.
 */
final class TopicStage extends Harness {
    /** A message that a consumer has worked on successfully. */
    record Work(String group, int key, long number, long publication, long at) {}

    /** A machine that works on messages: notes {@code WORKER NUMBER at MILLISECONDS} for each that it has worked on. */
    final class Worker implements Host.Resident {
        final Host host;
        private final String group;
        private final Subscription subscription;
        private final int room;
        private final UnaryOperator<Long> workNanos;
        private int held;
        private boolean asking;

        Worker(String name, String group, int room, long deduplicateNanos, UnaryOperator<Long> workNanos) {
            this(name, group, room, 0, deduplicateNanos, workNanos);
        }

        /** A worker that polls so many messages at most. */
        Worker(String name, String group, int room, int poll, long deduplicateNanos, UnaryOperator<Long> workNanos) {
            this.host = caller(name, "1", "east");
            this.group = group;
            this.room = room;
            this.workNanos = workNanos;
            this.subscription =
                    topic.subscribe(host, new ConsumerSettings(deduplicateNanos, false, group, poll), this::take);
            host.attach(this);
            ask();
        }

        private void ask() {
            if (!asking && held < room && host.up()) {
                asking = true;
                subscription.receive(room - held);
            }
        }

        private void take(List<Delivery> deliveries) {
            asking = false;
            held += deliveries.size();
            for (Delivery delivery : deliveries) {
                long number = delivery.request().origin();
                stored.putIfAbsent(number, ((PartitionReader.PartitionDelivery) delivery).message.offset());
                long nanos = workNanos.apply(number);
                host.after(Math.abs(nanos), () -> {
                    held--;
                    if (nanos >= 0) {
                        long publication = delivery.request().number();
                        worked.add(new Work(group, delivery.request().key(), number, publication, simulation.now()));
                        log(host.component() + " " + publication);
                    }
                    subscription.finished(delivery, nanos >= 0);
                    ask();
                });
            }
            ask();
        }

        @Override
        public void onCrash() {
            held = 0;
            asking = false;
        }

        @Override
        public void onRestart() {
            ask();
        }

        @Override
        public void stateChanged() {
            ask();
        }
    }

    final TopicComponent topic;
    /** What was worked on, in this order. */
    final List<Work> worked = new ArrayList<>();
    /** The outcome of each publication that was answered. */
    final Map<Long, Outcome> answers = new TreeMap<>();
    /** The place in its partition of each message that somebody was given. */
    final Map<Long, Long> stored = new TreeMap<>();

    private final Host web = caller("web", "1", "east");
    private Service publisher;

    TopicStage(TopicSpec spec, double seconds) {
        this(spec, seconds, 1, 1);
    }

    /** Publications of so many messages each, about keys of their own. */
    TopicStage(TopicSpec spec, double seconds, int each, int keys) {
        super(Scenes.scene()
                .networked()
                .lasting(seconds)
                .region("east", 1)
                .region("west", "east", Duration.ofNanos(MILLI / 2))
                .with("likes", List.of("west"), spec));
        topic = (TopicComponent) component("likes");
        CallTarget route = CallTarget.waiting(Operation.WRITE, Optional.of(Duration.ofSeconds(1)));
        PublicationFanOut fanOut =
                new PublicationFanOut(key -> each, each, (random, number) -> random.below(keys), new KeyedRandom(1));
        publisher = connect(web, "likes", each == 1 ? route : route.withFanOut(fanOut));
    }

    Host broker() {
        return hosts("likes").get(0);
    }

    /** From now on the machine gathers what it publishes. */
    void gathering(int most, Duration linger) {
        publisher = gathering(
                web,
                new PublishStep("likes", Optional.of(most), Optional.of(linger), Step.Options.NONE),
                "likes",
                publisher);
    }

    /** The machines of the topic. */
    List<Host> brokers() {
        return hosts("likes");
    }

    Worker worker(String name, String group, double workMillis) {
        return new Worker(name, group, 1, 0, number -> (long) (workMillis * MILLI));
    }

    /** Publishes a message at an instant. */
    void publish(double atMillis, long number, int key) {
        long at = (long) (atMillis * MILLI);
        long identity = KeyedRandom.child(number, at, 0, 0);
        LogicalRequest logical = new LogicalRequest();
        Request request = new Request(identity, number, number, 1, 0, 0, 0, key, Operation.READ, 100, at, logical);
        send(atMillis, publisher, request, (outcome, detail) -> answers.put(number, outcome));
    }

    double measure(String name) {
        return measure("likes", name, "");
    }

    double measure(String name, String stat) {
        return measure("likes", name, stat);
    }
}
