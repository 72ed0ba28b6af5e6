package dev.brownout.result;

import java.util.List;

/**
 * The arithmetic of a scenario, done before it runs.
 *
 * @param stations per station and stage of the load
 * @param bottleneck the station that saturates first; empty when there is none
 * @param saturationPerSecond load at which it does, in requests per second of the whole system; {@code NaN} when there
 *     is none
 * @param warnings sentences such as "web cannot keep up from 2m: 240/s offered, 192/s possible (ρ 1.25)"
 */
public record Analysis(List<Station> stations, String bottleneck, double saturationPerSecond, List<String> warnings) {

    /** Takes the lists as they are now. */
    public Analysis {
        stations = List.copyOf(stations);
        warnings = List.copyOf(warnings);
    }

    /**
     * One station in one stage of the load.
     *
     * @param station component, or component and node role, such as {@code db/primary}
     * @param fromNanos start of the stage
     * @param toNanos its end
     * @param offeredPerSecond calls that arrive per second
     * @param capacityPerSecond calls that it can serve per second; infinite when nothing is limited
     * @param utilization offered load over capacity, ρ
     * @param meanNanos predicted mean response time; {@code NaN} where no formula applies
     * @param p99Nanos predicted 99th percentile of it; {@code NaN} where no formula applies
     * @param formula which formula, or why none applies
     * @param measuredUtilization what the run gave for the same stage; {@code NaN} when not measured
     * @param measuredMeanNanos likewise the mean response time
     * @param measuredP99Nanos likewise its 99th percentile
     */
    public record Station(
            String station,
            long fromNanos,
            long toNanos,
            double offeredPerSecond,
            double capacityPerSecond,
            double utilization,
            double meanNanos,
            double p99Nanos,
            String formula,
            double measuredUtilization,
            double measuredMeanNanos,
            double measuredP99Nanos) {}
}
