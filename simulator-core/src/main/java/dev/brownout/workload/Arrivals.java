package dev.brownout.workload;

import dev.brownout.random.KeyedRandom;
import java.util.List;

/** The instants at which the requests of one source arrive. */
public interface Arrivals {

    /**
     * Returns the arrival time of the next request, in nanoseconds; {@link LoadProfile#FOREVER} if none is left.
     * Successive values never decrease.
     */
    long nextAt();

    /**
     * Returns the arrivals of a profile, its load multiplied during the surges. A rate draws one exponential number
     * from the sequential stream for each request that is not paced; a trace repeats or leaves out requests evenly
     * during a surge and draws nothing. Throws for {@link ClosedLoad} and {@link ConnectionLoad}, whose arrivals depend
     * on the outcome of the earlier ones.
     */
    static Arrivals of(LoadProfile profile, List<LoadMultiplier> surges, KeyedRandom random) {
        if (profile instanceof OpenLoad flow) {
            return new FlowArrivals(flow, surges, random);
        }
        if (profile instanceof TraceArrivals trace) {
            return new TracePlayback(trace, surges);
        }
        throw new IllegalArgumentException("the arrivals of users depend on what becomes of them: " + profile);
    }
}
