package dev.brownout.component.queue;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.ConsumerBacklogModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.ScenarioFacts;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.DestinationSpec;
import dev.brownout.spi.component.MessageSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Parameters of a message queue. */
@Kind("queue")
@Doc("A message queue: keeps what is published until a consumer has worked on it, at least once.")
@DeclaresMetrics({QueueMetrics.class, MessageSource.Batches.Measures.class})
@Example("""
        components:
          web: { kind: server, nodes: 2 }
          photos: { kind: queue, visibility: 30s, max_receives: 5 }
          thumbs: { kind: server, nodes: 4, consumes: photos, service: exp(200ms) }
        requests:
          upload: { steps: [web, publish: photos] }
        """)
public record QueueSpec(
        @Doc("Time until a message is stored and its publisher told so.")
        @Default("10ms")
        @DefaultSource("5-20 ms for a managed queue; no authority")
        Distribution send,

        @Doc("Whether messages are on disk, so that they outlive the queue's process.") @Default("true")
        boolean durable,

        @Doc("Messages that may wait; those that a consumer has are not counted.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("SQS and RabbitMQ have no limit unless told")
        @AtMost(1_000_000_000)
        Optional<Integer> capacity,

        @Doc("What happens to a message for which there is no place.") @Default("reject")
        WhenFull when_full,

        @Doc("How long a message may wait before it is removed unread.")
        @Default("96h")
        @AtLeast(1)
        @DefaultSource("MessageRetentionPeriod of SQS: 4 days")
        Duration retention,

        @Doc("How long a consumer that was given a message has it to itself.")
        @Default("30s")
        @AtLeast(1)
        @DefaultSource("VisibilityTimeout of SQS")
        Duration visibility,

        @Doc("When a message comes back that a consumer could not work on.") @Default("after-visibility")
        Redelivery redelivery,

        @Doc("How often a message is given to consumers before it is put aside as a dead letter.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        @AtLeast(1)
        @DefaultSource("maxReceiveCount of SQS has no default; delivery-limit of RabbitMQ's quorum queues is 20")
        @AtMost(1_000_000)
        Optional<Integer> max_receives,

        @Doc("How long a consumer's question waits for a message to come.")
        @Default("20s")
        @AtLeast(1_000_000)
        @DefaultSource("the longest ReceiveMessageWaitTimeSeconds of SQS")
        Duration poll,

        @Doc("How long a consumer waits before it asks again when its connection to the queue was refused or broke.")
        @Default("1s")
        @AtLeast(1_000_000)
        @DefaultSource("no authority; RabbitMQ's Java client waits 5 s")
        Duration reconnect,

        @Doc("Messages that no consumer can work on.") @Default("none") @NoneKeyword("none")
        Optional<Poison> poison)
        implements DestinationSpec {

    /** Behavior of the queue for a message that exceeds its capacity. */
    public enum WhenFull {
        @Doc("Its publisher is told so: rejected.")
        REJECT,
        @Doc("Its publisher waits for a place, as long as its patience lasts.")
        BLOCK,
        @Doc("The oldest message makes room for it and is lost.")
        DROP_OLDEST
    }

    /** Time at which a message returns to the queue after failed processing. */
    public enum Redelivery {
        @Doc("When its visibility has run out: nobody tells the queue, as SQS.")
        AFTER_VISIBILITY,
        @Doc("At once when the consumer says so or its connection breaks, as RabbitMQ; else after visibility.")
        AT_ONCE
    }

    /** Messages that no consumer can process. */
    @Doc("Messages that hold up whoever works on them, and then fail, every time.")
    public record Poison(
            @Doc("Share of the messages.") @Default("0.1%") Share share,

            @Doc("How long such a message keeps a core busy before it fails.") @Default("10s")
            Distribution holds) {}

    /** Work on a poison message in the analytical model. */
    private record PoisonWork(Distribution holds, Options options) implements Step {
        @Override
        public void accept(Interpreter interpreter) {
            interpreter.work(holds);
        }
    }

    /** Rejects {@code when_full} without a capacity with an IllegalArgumentException. */
    public QueueSpec {
        if (capacity.isEmpty() && when_full != WhenFull.REJECT) {
            throw new IllegalArgumentException("when_full says what happens at the queue's capacity: give it one");
        }
    }

    @Override
    public Component build(ComponentContext context) {
        return new Queue(this, context);
    }

    /** Declares {@code dead_letters} constant if {@code max_receives} is unlimited. */
    @Override
    public void declareConstantMetrics(ScenarioFacts around, ConstantMetricRules still) {
        still.unless(max_receives.isPresent(), "its 'max_receives' is unlimited", "dead_letters");
    }

    @Override
    public boolean copiesToEach() {
        return false;
    }

    @Override
    public Optional<RedeliveryRules> redeliveryRules() {
        return Optional.of(new RedeliveryRules(
                visibility.toNanos(),
                redelivery == Redelivery.AT_ONCE,
                max_receives.orElse(Integer.MAX_VALUE),
                poison.map(its -> its.share().ratio()).orElse(0.0),
                poison.stream()
                        .<Step>map(its -> new PoisonWork(its.holds(), Step.Options.NONE))
                        .toList()));
    }

    @Override
    public void model(CapacityModel model) {
        List<String> consumers = model.consumers();
        model.declare(new ConsumerBacklogModel(
                "",
                "depth",
                consumers,
                capacity.map(places -> (double) places).orElse(Double.POSITIVE_INFINITY),
                true));
        for (OfferedDemand published : model.demands()) {
            OfferedDemand messages = published.messages(published.messagesPerSecond() / Math.max(1, consumers.size()));
            consumers.forEach(consumer ->
                    model.history().deliveries(consumer, messages).forEach(each -> model.handOver(consumer, each)));
        }
    }
}
