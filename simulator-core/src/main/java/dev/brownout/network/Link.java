package dev.brownout.network;

import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * One direction between two places: half a round trip, the time that the bytes take, and what is lost on the way. A
 * lost message is sent again after the retransmission timeout, 200 ms and doubling (Linux's minimum for an open
 * connection); a partitioned link swallows everything.
 */
public final class Link {
    private static final long RETRANSMISSION_NANOS = 200_000_000;
    private static final int RETRANSMISSIONS_MAX = 15;
    /** What {@link #delayNanos} says of a message that never arrives. */
    public static final long LOST = -1;

    /**
     * What makes a link worse.
     *
     * @param latencyNanos added to each message, at least 0
     * @param loss share lost in addition, 0 to 1
     * @param bitsPerSecond carried at most; infinite for no limit
     */
    public record Degradation(long latencyNanos, double loss, double bitsPerSecond) {}

    /**
     * A crossing that is over, to be used again by the next call to any machine behind this link: the one that was used
     * last is still in the processor's cache, that of a machine among thousands never is.
     */
    CallExchange free;

    private final String from;
    private final String to;
    private final ConstantDelayQueue constant;
    private final Sampler roundTrip;
    private final KeyedRandom random;
    private final double bitsPerSecond;
    private final double loss;
    private final List<Degradation> degradations = new ArrayList<>();
    private int partitions;
    private long extraNanos;
    private double lossNow;
    private double bitsPerSecondNow;
    private boolean plain;
    private long asked;

    Link(
            Simulation simulation,
            String from,
            String to,
            Distribution roundTrip,
            double bitsPerSecond,
            double loss,
            KeyedRandom random) {
        this.from = from;
        this.to = to;
        this.roundTrip = roundTrip.sampler();
        this.constant = roundTrip.constantValue().isPresent()
                ? simulation.delay(StrictMath.round(roundTrip.constantValue().getAsDouble() / 2))
                : null;
        this.bitsPerSecond = bitsPerSecond;
        this.loss = loss;
        this.random = random;
        settle();
    }

    /** Name of the place where it begins. */
    public String from() {
        return from;
    }

    /** Name of the place where it ends. */
    public String to() {
        return to;
    }

    /** The constant delay of every message, while there is one; {@code null} otherwise. */
    ConstantDelayQueue plainDelay() {
        return plain ? constant : null;
    }

    /**
     * How long a message takes.
     *
     * @param identity what the draws of this message depend on
     * @param bytes its size
     * @return nanoseconds, at most {@link Sampler#MOST_NANOS}, which is longer than any run; or {@link #LOST}
     */
    public long delayNanos(long identity, long bytes) {
        asked++;
        if (partitions > 0) {
            return LOST;
        }
        random.at(identity);
        double delay = (constant != null ? constant.nanos() : roundTrip.sample(random) / 2) + extraNanos;
        if (bitsPerSecondNow != Double.POSITIVE_INFINITY) {
            delay += bytes * 8e9 / bitsPerSecondNow;
        }
        long timeout = RETRANSMISSION_NANOS;
        for (int tries = 0; lossNow > 0 && random.uniform() < lossNow; tries++) {
            if (tries == RETRANSMISSIONS_MAX) {
                return LOST;
            }
            delay += timeout;
            timeout *= 2;
        }
        return StrictMath.min(Sampler.MOST_NANOS, StrictMath.round(delay));
    }

    /** Messages, but for those of a time in which all of them take equally long. */
    public long asked() {
        return asked;
    }

    /** Whether a message that takes no time gets through now. */
    boolean carries() {
        asked++;
        return partitions == 0;
    }

    /** Swallows everything from now on. */
    public void cut() {
        partitions++;
        settle();
    }

    /** Carries messages again. */
    public void mend() {
        partitions--;
        settle();
    }

    /** Gets worse, on top of what it was. */
    public void degrade(Degradation more) {
        degradations.add(more);
        settle();
    }

    /** Takes one degradation back. */
    public void recover(Degradation less) {
        degradations.remove(less);
        settle();
    }

    private void settle() {
        extraNanos = 0;
        bitsPerSecondNow = bitsPerSecond;
        double kept = 1 - loss;
        for (Degradation degradation : degradations) {
            extraNanos = StrictMath.min(Sampler.MOST_NANOS, extraNanos + degradation.latencyNanos());
            bitsPerSecondNow = StrictMath.min(bitsPerSecondNow, degradation.bitsPerSecond());
            kept *= 1 - degradation.loss();
        }
        lossNow = 1 - kept;
        plain = constant != null
                && partitions == 0
                && extraNanos == 0
                && lossNow == 0
                && bitsPerSecondNow == Double.POSITIVE_INFINITY;
    }
}
