package dev.brownout.network;

import dev.brownout.kernel.Delay;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;

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

    private final String from;
    private final String to;
    private final Delay constant;
    private final Sampler roundTrip;
    private final Draws draws;
    private final double bitsPerSecond;
    private final double loss;
    private int partitions;
    private long extraNanos;
    private double extraLoss;
    private double throttleBitsPerSecond = Double.POSITIVE_INFINITY;
    private boolean plain;

    Link(
            Simulation simulation,
            String from,
            String to,
            Distribution roundTrip,
            double bitsPerSecond,
            double loss,
            Draws draws) {
        this.from = from;
        this.to = to;
        this.roundTrip = roundTrip.sampler();
        this.constant = roundTrip.constantValue().isPresent()
                ? simulation.delay(StrictMath.round(roundTrip.constantValue().getAsDouble() / 2))
                : null;
        this.bitsPerSecond = bitsPerSecond;
        this.loss = loss;
        this.draws = draws;
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
    Delay plainDelay() {
        return plain ? constant : null;
    }

    /**
     * How long a message takes.
     *
     * @param identity what the draws of this message depend on
     * @param bytes its size
     * @return nanoseconds, or {@link #LOST}
     */
    public long delayNanos(long identity, long bytes) {
        if (partitions > 0) {
            return LOST;
        }
        draws.at(identity);
        double delay = (constant != null ? constant.nanos() : roundTrip.sample(draws) / 2) + extraNanos;
        double width = StrictMath.min(bitsPerSecond, throttleBitsPerSecond);
        if (width != Double.POSITIVE_INFINITY) {
            delay += bytes * 8e9 / width;
        }
        double lost = 1 - (1 - loss) * (1 - extraLoss);
        long timeout = RETRANSMISSION_NANOS;
        for (int tries = 0; lost > 0 && draws.uniform() < lost; tries++) {
            if (tries == RETRANSMISSIONS_MAX) {
                return LOST;
            }
            delay += timeout;
            timeout *= 2;
        }
        return StrictMath.round(delay);
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

    /**
     * Gets worse, on top of what it was.
     *
     * @param latencyNanos added to each message
     * @param share lost in addition, 0 to 1
     * @param throttle bits per second at most; infinite for no limit
     */
    public void degrade(long latencyNanos, double share, double throttle) {
        extraNanos += latencyNanos;
        extraLoss = share;
        throttleBitsPerSecond = throttle;
        settle();
    }

    /** Takes a degradation back. */
    public void recover(long latencyNanos) {
        degrade(-latencyNanos, 0, Double.POSITIVE_INFINITY);
    }

    private void settle() {
        plain = constant != null
                && partitions == 0
                && extraNanos == 0
                && loss == 0
                && extraLoss == 0
                && bitsPerSecond == Double.POSITIVE_INFINITY
                && throttleBitsPerSecond == Double.POSITIVE_INFINITY;
    }
}
