package dev.brownout.step;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.host.Host;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.service.Service;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.MessageSource;
import java.time.Duration;
import java.util.Optional;

@Kind("publish")
@Doc("Stores a message in a queue or a topic, and continues when it is stored; consumers process it later. With"
        + " 'batch' each node gathers messages and sends them in one call, and all of them wait for it. Gathered"
        + " messages are lost with the process, unacknowledged. With 'times' one publication has several messages,"
        + " such as one post per follower; 'key' draws a key for each of them.")
@Example("""
        requests:
          post:
            key: hot(0.1% on bieber, rest uniform(1M))
            steps:
              - web
              - { publish: likes, batch: 64, linger: 150ms }
              - publish: photos
                times: hot(10M on bieber, rest 200)
                key: uniform(1M)
        """)
public record PublishStep(
        @Doc("Queue or topic that stores the message.") @Reference(Reference.To.QUEUE)
        String component,

        @Doc("Maximum number of messages that a node gathers in a batch. Default: each message is sent alone.")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("Kafka's batch.size is 16 KB; SendMessageBatch of SQS has at most 10")
        Optional<Integer> batch,

        @Doc("Maximum time that the first message of a batch waits for further messages. Default: 5ms.")
        @AtLeast(1)
        @DefaultSource("Kafka: linger.ms, 5 ms since 4.0; 0 before")
        Optional<Duration> linger,

        Options options)
        implements CallStep, Step.BatchStep {
    /** Default of Kafka's linger.ms since 4.0. */
    private static final Duration LINGER = Duration.ofMillis(5);
    /**
     * Mean above which a Poisson number is replaced by its mean: it hardly ever differs much, and is never twice as
     * large.
     */
    private static final int SURELY_LARGE = 500;
    /** Rounding error of a sum of probabilities that is 1. */
    private static final double ROUNDING = 1e-12;

    /**
     * Validates the options.
     *
     * @throws IllegalArgumentException if {@code linger} is set without {@code batch}, or {@code batch} together with
     *     {@code times}
     */
    public PublishStep {
        if (linger.isPresent() && batch.isEmpty()) {
            throw new InvalidValueException("a batch size is required for 'linger', such as batch: 64");
        }
        if (batch.isPresent() && options.times().maximum() > 1) {
            throw new InvalidValueException(
                    "use either 'batch' or 'times': a publication with 'times' is already one call with "
                            + "several messages");
        }
    }

    /** Creates a step that sends each message alone. */
    public PublishStep(String component, Options options) {
        this(component, Optional.empty(), Optional.empty(), options);
    }

    @Override
    public Target target() {
        return new Target(component, Purpose.PUBLISH);
    }

    @Override
    public boolean batches() {
        return batch.isPresent();
    }

    @Override
    public Service batcher(ComponentContext context, Host host, Service calls) {
        int most = batch.orElseThrow();
        MessageSource source = (MessageSource) context.component(component);
        return new PublishBatcher(context.simulation(), host, calls, source.batches(most), most, linger.orElse(LINGER));
    }

    /**
     * Returns the mean number of messages of a batch: the first message and the Poisson arrivals while it waits, up to
     * the maximum size.
     */
    @Override
    public double messagesPerCall(double perSecond) {
        int others = batch.orElse(1) - 1;
        double mean = perSecond * linger.orElse(LINGER).toNanos() / 1e9;
        if (mean > SURELY_LARGE) {
            return 1 + Math.min(others, mean);
        }
        double probability = ElementaryFunctions.exp(-mean);
        double below = 0;
        double sum = 0;
        for (int k = 0; k < Math.min(others, 2 * SURELY_LARGE); k++) {
            sum += k * probability;
            below += probability;
            probability *= mean / (k + 1);
        }
        double more = Math.max(0, 1 - below);
        return 1 + sum + (more < ROUNDING ? 0 : others * more);
    }
}
