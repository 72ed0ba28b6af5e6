package dev.brownout.network;

import dev.brownout.kernel.ConstantDelayQueue;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * Link between two locations, in one direction: half a round trip, the serialization time of the bytes, and loss. A
 * lost message is retransmitted after a timeout of 200 ms, which doubles each time (Linux's minimum for an open
 * connection). A partitioned link loses all messages.
 */
public final class Link {
    private static final long RETRANSMISSION_NANOS = 200_000_000;
    private static final int RETRANSMISSIONS_MAX = 15;
    /** Result of {@link #delayNanos} for a message that never arrives. */
    public static final long LOST = -1;

    /**
     * Degradation of a link by a fault.
     *
     * @param latencyNanos delay added to each message, in ns, at least 0
     * @param loss additional loss probability, 0 to 1
     * @param bitsPerSecond maximum bandwidth; infinite for no limit
     */
    public record Degradation(long latencyNanos, double loss, double bitsPerSecond) {}

    /**
     * Head of the list of finished exchanges, for reuse by the next call to any host behind this link. The one used
     * last is still in the processor's cache; an exchange kept per host, among thousands of hosts, never is.
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
    private boolean isPlain;
    private long messages;

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
                ? simulation.delay(Math.round(roundTrip.constantValue().getAsDouble() / 2))
                : null;
        this.bitsPerSecond = bitsPerSecond;
        this.loss = loss;
        this.random = random;
        updateCounts();
    }

    /** Returns the region name of the sending end. */
    public String from() {
        return from;
    }

    /** Returns the region name of the receiving end. */
    public String destination() {
        return to;
    }

    /** Returns the delay if it is the same for every message at present; {@code null} otherwise. */
    ConstantDelayQueue plainDelay() {
        return isPlain ? constant : null;
    }

    /**
     * Returns the delay of a message.
     *
     * @param identity key of the random draws of this message
     * @param bytes size of the message
     * @return delay in ns, at most {@link Sampler#MOST_NANOS}, which is longer than any run; or {@link #LOST}
     */
    public long delayNanos(long identity, long bytes) {
        messages++;
        if (partitions > 0) {
            return LOST;
        }
        random.withIdentity(identity);
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
        return Math.min(Sampler.MOST_NANOS, Math.round(delay));
    }

    /** Returns the number of messages, without those sent while the delay is the same for every message. */
    public long messages() {
        return messages;
    }

    /** Returns whether the link passes a message without transfer time now. */
    boolean carries() {
        messages++;
        return partitions == 0;
    }

    /** Begins a partition: all messages are lost. */
    public void cut() {
        partitions++;
        updateCounts();
    }

    /** Ends one partition. */
    public void endPartition() {
        partitions--;
        updateCounts();
    }

    /** Adds a degradation to those that are active. */
    public void degrade(Degradation more) {
        degradations.add(more);
        updateCounts();
    }

    /** Ends one degradation. */
    public void recover(Degradation less) {
        degradations.remove(less);
        updateCounts();
    }

    private void updateCounts() {
        extraNanos = 0;
        bitsPerSecondNow = bitsPerSecond;
        double kept = 1 - loss;
        for (Degradation degradation : degradations) {
            extraNanos = Math.min(Sampler.MOST_NANOS, extraNanos + degradation.latencyNanos());
            bitsPerSecondNow = Math.min(bitsPerSecondNow, degradation.bitsPerSecond());
            kept *= 1 - degradation.loss();
        }
        lossNow = 1 - kept;
        isPlain = constant != null
                && partitions == 0
                && extraNanos == 0
                && lossNow == 0
                && bitsPerSecondNow == Double.POSITIVE_INFINITY;
    }
}
