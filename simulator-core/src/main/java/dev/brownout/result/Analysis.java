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
 * @param queues what becomes of the messages of each queue
 */
public record Analysis(
        List<Station> stations,
        String bottleneck,
        double saturationPerSecond,
        List<String> warnings,
        List<Backlog> queues) {

    /** Takes the lists as they are now; a result that was written before there were queues has none. */
    public Analysis {
        stations = List.copyOf(stations);
        warnings = List.copyOf(warnings);
        queues = queues == null ? List.of() : List.copyOf(queues);
    }

    /**
     * The messages of one queue over the measured part of a run.
     *
     * @param queue its name
     * @param meanDepth messages that wait, on average; {@code NaN} where no formula applies
     * @param deepest most messages that wait where more come than can be done; {@code NaN} where never more come
     * @param meanNanos mean time from the publication of a message to the end of the work on it; {@code NaN} where no
     *     formula applies
     * @param longestNanos the longest such time where more come than can be done; {@code NaN} where never more come
     * @param measuredMeanDepth what the run gave for the mean depth; {@code NaN} when not measured
     * @param measuredDeepest likewise the greatest depth
     * @param measuredOldestNanos likewise the greatest age of the message that was next
     * @param measuredMeanNanos likewise the mean time to the end of the work
     * @param measuredLongestNanos likewise the longest
     */
    public record Backlog(
            String queue,
            double meanDepth,
            double deepest,
            double meanNanos,
            double longestNanos,
            double measuredMeanDepth,
            double measuredDeepest,
            double measuredOldestNanos,
            double measuredMeanNanos,
            double measuredLongestNanos) {}

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
