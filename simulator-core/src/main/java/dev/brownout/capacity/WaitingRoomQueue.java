package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.component.VisitorAdmission.AdmissionRules;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fluid model of the queue of a waiting room. Visitors of several sources wait in one queue, in order of arrival. The
 * admission rules limit the admissions per second and the number of visitors inside.
 *
 * @param waiting number of waiting visitors, by source
 * @param entered history of the admission rate, by source
 * @param left history of the rate of visitors that left the queue without admission, by source
 */
record WaitingRoomQueue(Map<String, Double> waiting, Map<String, FlowHistory> entered, Map<String, FlowHistory> left) {
    /** Empty queue of a waiting room without earlier visitors. */
    static final WaitingRoomQueue EMPTY = new WaitingRoomQueue(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** Number of waiting visitors up to which the queue is considered empty, because of rounding errors. */
    private static final double NEGLIGIBLE_VISITORS = 1e-6;

    /**
     * Result of the queue model for one stage.
     *
     * @param admissionRates admitted visitors per second, by source
     * @param changesAt instant at which the admission rate changes, in nanoseconds, because the queue becomes empty,
     *     the limit of visitors inside is reached, or the departure rate changes; {@code Long.MAX_VALUE} for never. The
     *     result is valid until this instant.
     * @param after the queue at the end of the stage
     */
    record StageResult(Map<String, Double> admissionRates, long changesAt, WaitingRoomQueue after) {}

    /**
     * Computes the admissions of one stage, and the queue at its end.
     *
     * @param arrivalRates arriving visitors per second, by source
     * @param rules the admission rules, with the limits of all regions added up
     * @param stayNanos time from the admission of a visitor to the end of the session, in nanoseconds
     */
    StageResult advance(LoadStage stage, Map<String, Double> arrivalRates, AdmissionRules rules, double stayNanos) {
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double arrivalRate = sum(arrivalRates);
        double waitingCount = sum(waiting);
        double freeSlotRate = freeSlotsPerSecond(stage, rules, stayNanos);
        double maxAdmissionRate = Math.min(rules.perSecond(), freeSlotRate);
        double admissionRate =
                waitingCount > NEGLIGIBLE_VISITORS ? maxAdmissionRate : Math.min(maxAdmissionRate, arrivalRate);
        double meanAdmissionRate = Math.min(admissionRate, arrivalRate + waitingCount / seconds);
        long changesAt = Long.MAX_VALUE;
        if (waitingCount > NEGLIGIBLE_VISITORS && arrivalRate < maxAdmissionRate) {
            changesAt = stage.fromNanos()
                    + (long) Math.min(
                            1e18, secondsUntilEmpty(waitingCount, maxAdmissionRate - arrivalRate, rules) * 1e9);
        }
        if (Double.isFinite(rules.maxInside())) {
            changesAt = Math.min(changesAt, occupancyChangesAt(stage, rules, stayNanos, admissionRate));
        }
        Map<String, Double> admissionRates = new TreeMap<>();
        Map<String, Double> waitingBySource = new TreeMap<>();
        Map<String, FlowHistory> enteredAfter = new TreeMap<>(entered);
        Map<String, FlowHistory> leftAfter = new TreeMap<>(left);
        double totalVisitors = waitingCount + arrivalRate * seconds;
        arrivalRates.forEach((source, perSecond) -> {
            double waitingBefore = waiting.getOrDefault(source, 0.0);
            double sourceVisitors = waitingBefore + perSecond * seconds;
            double sourceAdmissionRate = totalVisitors > 0 ? meanAdmissionRate * sourceVisitors / totalVisitors : 0;
            double waitingAtEnd = waitingAfter(waitingBefore, perSecond - sourceAdmissionRate, seconds, rules);
            admissionRates.put(source, sourceAdmissionRate);
            waitingBySource.put(source, waitingAtEnd);
            append(enteredAfter, source, stage, sourceAdmissionRate);
            append(
                    leftAfter,
                    source,
                    stage,
                    Math.max(0, (sourceVisitors - waitingAtEnd) / seconds - sourceAdmissionRate));
        });
        return new StageResult(
                admissionRates, changesAt, new WaitingRoomQueue(waitingBySource, enteredAfter, leftAfter));
    }

    private static void append(Map<String, FlowHistory> histories, String source, LoadStage stage, double perSecond) {
        FlowHistory history = histories.getOrDefault(source, FlowHistory.NONE);
        histories.put(source, history.then(stage.fromNanos(), stage.toNanos(), perSecond));
    }

    /**
     * Returns the time until the queue is empty, in seconds. With n waiting visitors that leave after a mean time T,
     * and d admissions per second more than arrivals, the time is T ln(1 + n / (d T)). Without a timeout it is n / d.
     */
    private static double secondsUntilEmpty(double waitingCount, double decreasePerSecond, AdmissionRules rules) {
        return rules.timeoutNanos()
                .map(nanos -> nanos / 1e9 * ElementaryFunctions.log1p(waitingCount * 1e9 / (decreasePerSecond * nanos)))
                .orElse(waitingCount / decreasePerSecond);
    }

    /**
     * Returns the number of waiting visitors after a time. Visitors leave the queue after an exponentially distributed
     * time. Its mean is the timeout of the rules.
     *
     * @param increasePerSecond arrivals minus admissions, per second
     */
    private static double waitingAfter(
            double waitingBefore, double increasePerSecond, double seconds, AdmissionRules rules) {
        double waitingAtEnd = waitingBefore + increasePerSecond * seconds;
        if (rules.timeoutNanos().isPresent()) {
            double timeout = rules.timeoutNanos().get() / 1e9;
            double equilibrium = increasePerSecond * timeout;
            waitingAtEnd = equilibrium + (waitingBefore - equilibrium) * ElementaryFunctions.exp(-seconds / timeout);
        }
        return Math.max(0, waitingAtEnd);
    }

    /**
     * Returns the admissions per second that the limit of visitors inside allows. At the limit, they equal the
     * departures per second; below, they are infinite.
     */
    private double freeSlotsPerSecond(LoadStage stage, AdmissionRules rules, double stayNanos) {
        boolean full = insideAt(stage.fromNanos(), stayNanos) >= rules.maxInside() - 1;
        return full ? meanDepartureRate(stage.fromNanos(), stage.toNanos(), stayNanos) : Double.POSITIVE_INFINITY;
    }

    /** Returns the number of visitors inside at an instant: those admitted during the last session time. */
    private double insideAt(double atNanos, double stayNanos) {
        return entered.values().stream()
                .mapToDouble(history -> history.amount(atNanos - stayNanos, atNanos))
                .sum();
    }

    /** Returns the mean number of sessions that end per second, in an interval. */
    private double meanDepartureRate(double fromNanos, double toNanos, double stayNanos) {
        return entered.values().stream()
                .mapToDouble(history -> history.mean(fromNanos - stayNanos, toNanos - stayNanos))
                .sum();
    }

    /**
     * Returns the instant, in nanoseconds, at which the limit of visitors inside is reached. At the limit, returns the
     * instant at which the departure rate changes.
     */
    private long occupancyChangesAt(LoadStage stage, AdmissionRules rules, double stayNanos, double admissionRate) {
        double freeSlots = rules.maxInside() - insideAt(stage.fromNanos(), stayNanos);
        double departureRate = meanDepartureRate(stage.fromNanos(), stage.toNanos(), stayNanos);
        if (freeSlots > 1) {
            double netRate = admissionRate - departureRate;
            double nanos = netRate > 0 ? freeSlots / netRate * 1e9 : Double.POSITIVE_INFINITY;
            return nanos < 1e18 ? stage.fromNanos() + (long) nanos : Long.MAX_VALUE;
        }
        long earliest = Long.MAX_VALUE;
        for (FlowHistory history : entered.values()) {
            long change = history.nextChange(stage.fromNanos() - (long) stayNanos);
            earliest = Math.min(earliest, change == Long.MAX_VALUE ? change : change + (long) stayNanos);
        }
        return earliest;
    }

    private static double sum(Map<String, Double> values) {
        double sum = 0;
        for (double value : values.values()) {
            sum += value;
        }
        return sum;
    }
}
