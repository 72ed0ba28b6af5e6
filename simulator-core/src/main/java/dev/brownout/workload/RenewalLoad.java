package dev.brownout.workload;

import dev.brownout.random.Distribution;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;

/**
 * Renewal process: independent gaps of one distribution between arrivals. The first arrival is one gap after the start.
 */
@Kind("renewal")
@Doc("Requests with independent gaps of any distribution between them. A gap under a factor of "
        + "the load, such as traffic x2, passes that many times as fast.")
@Example("renewal(erlang(k=4 mean=10ms))")
public record RenewalLoad(
        @Doc("Distribution of the gaps; its mean is from 1ns to 73 years.")
        Distribution gaps) implements OpenLoad {

    /** Largest mean of a gap, in nanoseconds. */
    private static final double MOST_NANOS = 1L << 61;

    /** Throws unless the mean of the gaps is from 1 ns to 2<sup>61</sup> ns. */
    public RenewalLoad {
        LoadArguments.require(
                gaps.mean() >= 1 && gaps.mean() <= MOST_NANOS,
                "the mean of the gaps must be from 1 ns to 73 years",
                gaps.mean());
    }

    @Override
    public RateSegment stretchAt(long atNanos) {
        return new RenewalSegment(0, FOREVER, gaps);
    }
}
