package dev.brownout.component.queue;

import dev.brownout.policy.retry.Backoff;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.ReferenceTarget;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.component.MessageSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Parameters of a message queue. */
@ReferenceTarget(Reference.To.QUEUE)
@Kind("queue")
@Doc("A message queue: keeps each message until a consumer has processed it, at least once.")
@DeclaresMetrics({QueueMetrics.class, QueueMetrics.DeliveryWaits.class, MessageSource.Batches.Measures.class})
@Example("""
        components:
          web: { kind: server, nodes: 2 }
          photos: { kind: queue, visibility: 30s, max_receives: 5 }
          thumbs: { kind: server, nodes: 4, consumes: photos, service: exp(200ms) }
        requests:
          upload: { steps: [web, publish: photos] }
        """)
public record QueueSpec(
        @Doc("Time until a message is stored and acknowledged to its publisher.")
        @Default("10ms")
        @DefaultSource("5-20 ms for a managed queue; our assumption")
        Distribution send,

        @Doc("Whether messages are on disk and survive the process of the queue.") @Default("true")
        boolean durable,

        @Doc("Maximum number of waiting messages, without those delivered to a consumer.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("SQS and RabbitMQ have no limit by default")
        @AtMost(1_000_000_000)
        Optional<Integer> capacity,

        @Doc("Handling of a new message when the queue is full.") @Default("reject")
        WhenFull whenFull,

        @Doc("Time after which a waiting message is removed unread.")
        @Default("96h")
        @AtLeast(1)
        @DefaultSource("MessageRetentionPeriod of SQS: 4 days")
        Duration retention,

        @Doc("Time after its delivery in which a message is hidden from other consumers.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("VisibilityTimeout of SQS")
        Duration visibility,

        @Doc("Time at which a message returns after its processing has failed.") @Default("after-visibility")
        Redelivery redelivery,

        @Doc("Wait of a message after its processing has failed, instead of 'redelivery'. The consumer reports the"
                + " failure, and the message is hidden for this time, which may grow with each delivery. Default:"
                + " as 'redelivery' says.")
        @DefaultSource("none in SQS and RabbitMQ; Pub/Sub: exponential from 10 s to 600 s; ActiveMQ: 1 s")
        Optional<Backoff> backoff,

        @Doc("Deliveries of a message after which it becomes a dead letter.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("maxReceiveCount of SQS has no default; delivery-limit of RabbitMQ's quorum queues is 20")
        @AtMost(1_000_000)
        Optional<Integer> maxReceives,

        @Doc("Long polling: time that a receive call waits for a message.")
        @Default("20s")
        @AtLeast(1_000_000)
        @DefaultSource("maximum of ReceiveMessageWaitTimeSeconds of SQS")
        Duration poll,

        @Doc("Time until a consumer reconnects after its connection to the queue was refused or broke.")
        @Default("1s")
        @DefaultSource("our assumption; 5 s in RabbitMQ's Java client")
        Backoff reconnect,

        @Doc("Messages that no consumer can process.") @Default("none") @NoneKeyword("none")
        Optional<Poison> poison)
        implements ComponentSpec {

    /** Behavior of the queue for a message that exceeds its capacity. */
    public enum WhenFull {
        @Doc("The publish call is rejected.")
        REJECT,
        @Doc("The publisher waits for free capacity, up to its timeout.")
        BLOCK,
        @Doc("The oldest message is dropped for it and lost.")
        DROP_OLDEST
    }

    /** Time at which a message returns to the queue after failed processing. */
    public enum Redelivery {
        @Doc("After its visibility timeout: consumers report no failure, as in SQS.")
        AFTER_VISIBILITY,
        @Doc("Immediately if the consumer reports a failure or its connection breaks, as in RabbitMQ; otherwise"
                + " after the visibility timeout.")
        AT_ONCE
    }

    /** Messages that no consumer can process. */
    @Doc("Messages that occupy a core and then fail, on every delivery.")
    public record Poison(
            @Doc("Share of such messages.") @Default("0.1%") Share share,

            @Doc("Time that such a message occupies a core before it fails.") @Default("10s")
            Distribution holds) {}

    /**
     * Rejects {@code when_full} without a capacity, and consumers that reconnect without a wait.
     *
     * @throws IllegalArgumentException if one of them is the case
     */
    public QueueSpec {
        reconnect.requireMillisecond("reconnect");
        if (capacity.isEmpty() && whenFull != WhenFull.REJECT) {
            throw new InvalidValueException("'when_full' needs a 'capacity'");
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new Queue(this, context);
    }

    /** Declares {@code dead_letters} constant if {@code max_receives} is unlimited. */
    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules rules) {
        rules.unless(maxReceives.isPresent(), "its 'max_receives' is unlimited", "dead_letters");
    }

    /** Returns whether a failed message is hidden for its backoff. */
    boolean delaysFailed() {
        return backoff.isPresent();
    }

    @Override
    public void model(CapacityModel model) {
        List<String> consumers = model.consumers();
        model.declare(new ConsumerBacklogModel(
                "", "depth", capacity.map(places -> (double) places).orElse(Double.POSITIVE_INFINITY)));
        for (OfferedDemand published : model.demands()) {
            model.pause(published, send);
            OfferedDemand messages = published.messages(published.messagesPerSecond() / Math.max(1, consumers.size()));
            for (String consumer : consumers) {
                boolean isRepeated = maxReceives.filter(most -> most == 1).isEmpty();
                boolean fail = isRepeated && (poison.isPresent() || model.fails(consumer));
                model.forward(
                        consumer,
                        fail ? messages.withUnknownRate(Sentence.of("failed messages are delivered again")) : messages);
            }
        }
    }
}
