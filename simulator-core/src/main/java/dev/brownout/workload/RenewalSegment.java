package dev.brownout.workload;

import dev.brownout.random.Distribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.util.OptionalDouble;

/** Interval in which the gaps between arrivals have one distribution, in nanoseconds. */
record RenewalSegment(long fromNanos, long untilNanos, Distribution gaps, double meanNanos, Sampler sampler)
        implements RateSegment {

    /** Creates a segment. */
    RenewalSegment(long fromNanos, long untilNanos, Distribution gaps) {
        this(fromNanos, untilNanos, gaps, gaps.mean(), gaps.sampler());
    }

    @Override
    public boolean paced() {
        return false;
    }

    @Override
    public double nextExpected(KeyedRandom random) {
        return sampler.sample(random) / meanNanos;
    }

    @Override
    public OptionalDouble gapVariation() {
        return OptionalDouble.of(gaps.variance() / (meanNanos * meanNanos));
    }

    @Override
    public double ratePerSecond(long atNanos) {
        return 1e9 / meanNanos;
    }

    @Override
    public double expected(double fromOffset, double toOffset) {
        return (toOffset - fromOffset) / meanNanos;
    }

    @Override
    public double wait(double offset, double expected) {
        return expected * meanNanos;
    }

    @Override
    public RenewalSegment offsetBy(long beginNanos, long endNanos) {
        long until = Math.min(endNanos, RateSegment.addNanos(untilNanos, beginNanos));
        return new RenewalSegment(fromNanos + beginNanos, until, gaps, meanNanos, sampler);
    }
}
