package dev.brownout.workload;

import dev.brownout.random.KeyedRandom;
import dev.brownout.sentence.InvalidValueException;
import java.util.List;

/** Arrival times of the requests of one source. */
public interface Arrivals {

    /**
     * Returns the arrival time of the next request, in nanoseconds; {@link LoadProfile#FOREVER} if none is left.
     * Successive values never decrease.
     */
    long nextAt();

    /**
     * Returns the arrivals of a profile, with its load multiplied during surges. A rate takes one exponential number
     * from the sequential stream for each request that is not paced. A trace repeats or skips requests evenly during a
     * surge and uses no random numbers.
     *
     * @throws IllegalArgumentException for {@link ClosedLoad} and {@link ConnectionLoad}, because their arrivals depend
     *     on the outcome of earlier requests
     */
    static Arrivals of(LoadProfile profile, List<LoadMultiplier> surges, KeyedRandom random) {
        if (profile instanceof OpenLoad flow) {
            return new FlowArrivals(flow, surges, random);
        }
        if (profile instanceof TraceArrivals trace) {
            return new TracePlayback(trace, surges);
        }
        throw new InvalidValueException("the arrivals of a closed loop depend on its response times: {}", profile);
    }
}
