package dev.brownout.step;

import dev.brownout.host.Host;
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
@Doc("Leaves a message in a queue or a topic, and goes on when it is stored; others work on it later. With 'batch' "
        + "each machine gathers messages and sends them in one call, for which all of them wait: what is gathered when "
        + "its process dies is lost, and was not acknowledged. With 'times' one publication is as many messages, each "
        + "about a key of its own where 'key' says which: a post for each follower.")
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
        @Reference(Reference.To.QUEUE) String component,

        @Doc("How many messages a machine gathers at most before it sends them; without it each is sent alone.")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("Kafka's batch.size is 16 KB; SendMessageBatch of SQS has at most 10")
        Optional<Integer> batch,

        @Doc("How long the oldest message of a batch waits for others: 5ms unless said.")
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
            throw new IllegalArgumentException(
                    "'linger' is how long a batch waits for more messages: say how many it has at most, such as "
                            + "batch: 64");
        }
        if (batch.isPresent() && options.times().greatest() > 1) {
            throw new IllegalArgumentException(
                    "'batch' gathers publications of one message, and 'times' makes one of several messages, which is "
                            + "one call already: leave one of the two out");
        }
    }

    /** Creates a step that sends each message alone. */
    public PublishStep(String component, Options options) {
        this(component, Optional.empty(), Optional.empty(), options);
    }

    @Override
    public Target called() {
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
        double probability = StrictMath.exp(-mean);
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
