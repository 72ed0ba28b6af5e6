package dev.brownout.fleet;

import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import dev.brownout.spi.ScalableTier.DrainStart;
import dev.brownout.spi.ScalableTier.Interruption;
import dev.brownout.spi.ScalableTier.ReplacementStart;
import java.time.Duration;
import java.util.Optional;

/** Random interruptions of the hosts of a tier by their provider. */
@Doc("Interruptions of nodes at random times. Each node has a time of its own, from its launch.")
public record SpotSpec(
        @Doc("Time from the launch of a node to its interruption notice: a duration is the mean of an "
                + "exponential distribution; a distribution is used as it is.")
        @AtLeast(1_000_000)
        Distribution every,

        @Doc("Share of the nodes that are interrupted; the others run to the end.") @Default("100%")
        Share share,

        @Doc("Time from the notice to the loss of the node.")
        @Default("2m")
        @AtLeast(0)
        @DefaultSource("Amazon EC2 User Guide, Spot Instance interruption notices: two minutes; Google Compute Engine "
                + "and Azure: 30 seconds")
        Duration notice,

        @Doc("Time from a rebalance recommendation to the notice; the recommendation then is the first signal. "
                + "Default: no recommendation.")
        @AtLeast(1)
        @DefaultSource("Amazon EC2 User Guide, EC2 instance rebalance recommendations")
        Optional<Duration> rebalance,

        @Doc("Start of the replacement.") @Default("at-signal")
        ReplacementStart replacement,

        @Doc("Start of the drain.") @Default("at-notice") DrainStart drain) {
    /**
     * Validates the replacement.
     *
     * @throws IllegalArgumentException if nodes are not replaced, or a drain waits for a replacement that starts later
     */
    public SpotSpec {
        if (replacement == ReplacementStart.NEVER) {
            throw new InvalidValueException(
                    "'replacement' is at-signal or at-loss here; the fault 'interrupt' can leave nodes out");
        }
        Interruption.check(replacement, drain);
    }

    /** Returns the distribution of the time to the first signal, in ns. */
    Distribution timesToSignal() {
        return every.constantValue().isPresent() ? new ExponentialDistribution(every.mean()) : every;
    }

    /** Returns the course of an interruption. */
    Interruption interruption() {
        return new Interruption(
                rebalance.map(Duration::toNanos).orElse(0L), notice.toNanos(), replacement, drain, Optional.empty());
    }
}
