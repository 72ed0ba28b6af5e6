package dev.brownout.result;

import dev.brownout.sentence.Sentence;
import java.util.List;

/**
 * Analytical estimate of a scenario, computed before it runs.
 *
 * @param stations estimates per resource and stage of the load
 * @param bottleneck the resource that saturates first; empty if there is none
 * @param saturationPerSecond load at which the bottleneck saturates, in requests per second of the whole system;
 *     {@code NaN} if there is none
 * @param warnings sentences such as "web overloaded from 2m: 240/s offered, capacity 192/s (125 %)"; after a run only
 *     those that its measurements confirm
 * @param unconfirmed after a run, the warnings that its measurements do not confirm
 * @param queues measurements per message queue
 */
public record Analysis(
        List<Station> stations,
        String bottleneck,
        double saturationPerSecond,
        List<Sentence> warnings,
        List<Sentence> unconfirmed,
        List<Backlog> queues) {

    /** Copies the lists. A missing list of optional values is empty. */
    public Analysis {
        unconfirmed = unconfirmed == null ? List.of() : List.copyOf(unconfirmed);
        stations = List.copyOf(stations);
        warnings = List.copyOf(warnings);
        queues = queues == null ? List.of() : List.copyOf(queues);
    }

    /** Relative difference between an estimate and its measurement above which reports point it out. */
    public static final double NOTABLE_DIFFERENCE = 0.2;

    /** Prefix of the formula text of a resource with withheld estimates; the reason follows. */
    public static final String WITHHELD = "no estimate: ";

    /** Maximum utilization of an idle resource. The estimates of an idle resource are not compared. */
    private static final double IDLE = 0.001;

    /**
     * Returns the difference of an estimate from its measurement, as a share of the measurement.
     *
     * @return more than -1; 0 if either is missing, or if both are 0
     */
    public static double difference(double estimate, double measured) {
        if (Double.isNaN(estimate) || Double.isNaN(measured) || estimate == measured) {
            return 0;
        }
        return estimate / measured - 1;
    }

    /** Returns the same analysis with other warnings. */
    public Analysis withWarnings(List<Sentence> others) {
        return new Analysis(stations, bottleneck, saturationPerSecond, others, unconfirmed, queues);
    }

    /**
     * Measurements of one message queue over the measured part of a run. All times are in ns.
     *
     * @param queue its name
     * @param measuredMeanDepth measured mean depth; {@code NaN} if not measured
     * @param measuredDeepest measured maximum depth; {@code NaN} if not measured
     * @param measuredOldestNanos measured maximum age of the next message; {@code NaN} if not measured
     * @param measuredMeanNanos measured mean time to the end of processing; {@code NaN} if not measured
     * @param measuredLongestNanos measured maximum time to the end of processing; {@code NaN} if not measured
     */
    public record Backlog(
            String queue,
            double measuredMeanDepth,
            double measuredDeepest,
            double measuredOldestNanos,
            double measuredMeanNanos,
            double measuredLongestNanos) {}

    /**
     * Estimates and measurements of one resource in one stage of the load. All times are in ns.
     *
     * @param station component, or component and node role, such as {@code db/primary}
     * @param fromNanos start of the stage
     * @param toNanos end of the stage
     * @param offeredPerSecond calls that arrive per second
     * @param capacityPerSecond calls that can be served per second; infinite without a limit
     * @param utilization offered load over capacity, ρ, without the calls that a full queue rejects
     * @param meanNanos predicted mean response time; {@code NaN} if no formula applies
     * @param p99Nanos predicted 99th percentile of the response time; {@code NaN} if no formula applies
     * @param formula name of the formula, or the reason for none
     * @param measuredUtilization measured utilization in the same stage; {@code NaN} if not measured
     * @param measuredMeanNanos measured mean response time; {@code NaN} if not measured
     * @param measuredP99Nanos measured 99th percentile of the response time; {@code NaN} if not measured
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
            Sentence formula,
            double measuredUtilization,
            double measuredMeanNanos,
            double measuredP99Nanos) {

        /** Returns the offered load over the capacity, ρ; {@code NaN} without an estimate. */
        public double load() {
            double load = offeredPerSecond / capacityPerSecond;
            return load > utilization ? load : utilization;
        }

        /**
         * Returns the first difference that exceeds {@link #NOTABLE_DIFFERENCE}, as a share of the measurement, or 0.
         * First the utilization is compared, limited to 1, then the mean response time. Utilizations of at most 0.1 %
         * are not compared.
         */
        public double notableDifference() {
            boolean idle = utilization <= IDLE && measuredUtilization <= IDLE;
            double busy = idle ? 0 : difference(Math.min(1, utilization), measuredUtilization);
            double mean = difference(meanNanos, measuredMeanNanos);
            return Math.abs(busy) > NOTABLE_DIFFERENCE ? busy : Math.abs(mean) > NOTABLE_DIFFERENCE ? mean : 0;
        }
    }
}
