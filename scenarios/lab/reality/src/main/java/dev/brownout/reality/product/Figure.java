package dev.brownout.reality.product;

import dev.brownout.metrics.RecoveryTracker;
import dev.brownout.service.Outcome;
import java.util.List;

/**
 * A figure that is predicted and measured. Times are in s, shares from 0 to 1.
 *
 * @param title name of the figure
 * @param metric metric of the scenario, as an assertion names it; the request is named {@code call}
 * @param of metric of a whole, which divides {@code metric}; empty for none
 * @param relative largest error, as a share of the measurement
 * @param absolute largest error in the unit of the figure; the larger of both counts
 * @param scale value of the figure for a metric of 1, such as 1e-9 for a time
 * @param measure value of a measurement
 */
record Figure(String title, String metric, String of, double relative, double absolute, double scale, Measure measure) {
    private static final double NANOS = 1e-9;

    /** Computes the figure of a measurement. */
    @FunctionalInterface
    interface Measure {
        double of(Measured measured) throws Exception;
    }

    /** Returns the median time of successful calls. Goal: 10 %. */
    static Figure p50() {
        return new Figure("p50", "call.p50", "", 0.1, 0, NANOS, measured -> percentile(measured, 0.5));
    }

    /** Returns the 99th percentile of the time of successful calls. Goal: 20 %. */
    static Figure p99() {
        return new Figure("p99", "call.p99", "", 0.2, 0, NANOS, measured -> percentile(measured, 0.99));
    }

    /** Returns the successful calls per second. Goal: 10 %. */
    static Figure throughput() {
        return new Figure(
                "throughput",
                "call.throughput",
                "",
                0.1,
                0,
                1,
                measured -> measured.count(CallResult::succeeded) / measured.seconds());
    }

    /** Returns the number of failed calls. Goal: 10 % or 3. */
    static Figure failed() {
        return count("failed", "call.failed", measured -> measured.count(result -> !result.succeeded()));
    }

    /** Returns the number of calls that failed with a word of {@link Call#error}. Goal: 10 % or 3. */
    static Figure failed(String word, String metric) {
        return count(
                "failed: " + word,
                metric,
                measured -> measured.count(result -> result.error().equals(word)));
    }

    /** Returns a count. Goal: 10 % or 3. */
    static Figure count(String title, String metric, Measure measure) {
        return new Figure(title, metric, "", 0.1, 3, 1, measure);
    }

    /**
     * Returns the share of successful calls with a detail, such as the name of a node. Goal: 3 points.
     *
     * @param metric metric of that part, such as {@code web/2.throughput}
     * @param of metric of the whole, such as {@code web.throughput}
     */
    static Figure share(String detail, String metric, String of) {
        return new Figure(
                "share of " + detail,
                metric,
                of,
                0,
                0.03,
                1,
                measured -> measured.count(result -> result.detail().equals(detail))
                        / (double) measured.count(CallResult::succeeded));
    }

    /**
     * Returns the share of hits among successful calls with the details {@code hit} and {@code miss}. Goal: 1 point.
     */
    static Figure hitRatio(String metric) {
        return new Figure(
                "hit ratio",
                metric,
                "",
                0,
                0.01,
                1,
                measured -> measured.count(result -> result.detail().equals("hit"))
                        / (double) measured.count(CallResult::succeeded));
    }

    /** Returns a time that the measurement computes, in s. Goal: {@code within} seconds. */
    static Figure time(String title, String metric, double within, Measure measure) {
        return new Figure(title, metric, "", 0, within, NANOS, measure);
    }

    /**
     * Returns the time from a fault to the first moment after which 99 % of the calls of ten seconds succeed. The fault
     * of the scenario is named {@code fault}.
     *
     * @param at time of the fault from the start of the load, in s
     * @param interval interval of the check that ends the outage, in s, which is the goal
     */
    static Figure outage(double at, double interval) {
        return time("outage", "call.rto(fault)", interval, measured -> {
            RecoveryTracker log = new RecoveryTracker(Math.round(at / NANOS), List.of());
            RecoveryTracker.ClassWatch watch = log.new ClassWatch();
            measured.counted()
                    .forEach(result -> watch.onEnd(
                            0,
                            result.planned(),
                            result.succeeded() ? Outcome.OK : Outcome.FAILED,
                            false,
                            result.ended() - result.planned()));
            return log.recoveryNanos(measured.trial().length().toNanos()) * NANOS;
        });
    }

    /**
     * Returns a percentile of the times of successful calls in s: the smallest that a share of them does not exceed.
     */
    private static double percentile(Measured measured, double share) {
        double[] sorted = measured.counted().stream()
                .filter(CallResult::succeeded)
                .mapToDouble(result -> (result.ended() - result.planned()) * NANOS)
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)];
    }
}
