package dev.brownout.result;

import java.util.List;

/**
 * The arithmetic of a scenario, done before it runs.
 *
 * @param stations per station and stage of the load
 * @param bottleneck the station that saturates first; empty when there is none
 * @param saturationPerSecond load at which it does, in requests per second of the whole system; {@code NaN} when there
 *     is none
 * @param warnings sentences such as "web cannot keep up from 2m: 240/s offered, 192/s possible (ρ 1.25)"; beside a run
 *     only those that its measurements confirm
 * @param unconfirmed beside a run, the warnings that its measurements do not confirm
 * @param queues what becomes of the messages of each queue
 */
public record Analysis(
        List<Station> stations,
        String bottleneck,
        double saturationPerSecond,
        List<String> warnings,
        List<String> unconfirmed,
        List<Backlog> queues) {

    /** Takes the lists as they are now; a result that was written before there were queues has none. */
    public Analysis {
        unconfirmed = unconfirmed == null ? List.of() : List.copyOf(unconfirmed);
        stations = List.copyOf(stations);
        warnings = List.copyOf(warnings);
        queues = queues == null ? List.of() : List.copyOf(queues);
    }

    /** A relative difference between an estimate and its measurement above which reports point it out. */
    public static final double NOTABLE_DIFFERENCE = 0.2;

    /** The beginning of the formula of a station whose estimates are withheld; the reason follows. */
    public static final String WITHHELD = "no estimate: ";

    /** A utilization up to which a station counts as idle, so that its rows are not compared. */
    private static final double IDLE = 0.001;

    /**
     * The difference of an estimate from its measurement, as a share of the measurement.
     *
     * @return more than -1; 0 where one of the two is missing, or where both are 0
     */
    public static double difference(double estimate, double measured) {
        if (Double.isNaN(estimate) || Double.isNaN(measured) || estimate == measured) {
            return 0;
        }
        return estimate / measured - 1;
    }

    /** The same analysis with other warnings. */
    public Analysis withWarnings(List<String> others) {
        return new Analysis(stations, bottleneck, saturationPerSecond, others, unconfirmed, queues);
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
            double measuredLongestNanos) {

        /** The largest difference of an estimate from its measurement, as a share of the measurement; 0 for none. */
        public double difference() {
            double largest = 0;
            for (double each : new double[] {
                Analysis.difference(meanDepth, measuredMeanDepth),
                Analysis.difference(deepest, measuredDeepest),
                Analysis.difference(meanNanos, measuredMeanNanos),
                Analysis.difference(longestNanos, measuredLongestNanos)
            }) {
                largest = Math.abs(each) > Math.abs(largest) ? each : largest;
            }
            return largest;
        }
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
            double measuredP99Nanos) {

        /**
         * The difference of the utilization from the measured one, which never exceeds 1, or else of the mean response
         * time, as a share of the measurement: the first that exceeds {@link #NOTABLE_DIFFERENCE}; else 0. Two
         * utilizations of at most 0.1 % do not differ.
         */
        public double notableDifference() {
            boolean idle = utilization <= IDLE && measuredUtilization <= IDLE;
            double busy = idle ? 0 : difference(Math.min(1, utilization), measuredUtilization);
            double mean = difference(meanNanos, measuredMeanNanos);
            return Math.abs(busy) > NOTABLE_DIFFERENCE ? busy : Math.abs(mean) > NOTABLE_DIFFERENCE ? mean : 0;
        }
    }
}
