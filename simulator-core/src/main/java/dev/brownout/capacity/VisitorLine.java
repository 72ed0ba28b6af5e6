package dev.brownout.capacity;

import dev.brownout.capacity.CarriedState.FlowHistory;
import dev.brownout.spi.ComponentSpec.AdmissionRules;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fluid model of the queue of a waiting room. Visitors of several sources arrive, wait in order of arrival, and are
 * admitted according to the rules.
 *
 * @param waiting waiting visitors, by source
 * @param entered admitted visitors, by source
 * @param left visitors that left the queue, by source
 */
record VisitorLine(Map<String, Double> waiting, Map<String, FlowHistory> entered, Map<String, FlowHistory> left) {
    /** Empty queue of a room without visitors. */
    static final VisitorLine EMPTY = new VisitorLine(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** Number of visitors below which an amount is a rounding error. */
    private static final double NONE = 1e-6;

    /**
     * Passage of one stage through the queue.
     *
     * @param entering admitted visitors per second, by source
     * @param changesAt the instant at which the rate changes because the queue has emptied, or the room is full or has
     *     free places again, in nanoseconds; {@code Long.MAX_VALUE} if it does not change in this stage
     * @param after the queue at the end of the stage
     */
    record Passage(Map<String, Double> entering, long changesAt, VisitorLine after) {}

    /**
     * Computes the passage of one stage.
     *
     * @param arriving arriving visitors per second, by source
     * @param rules the rules, of all regions together
     * @param stayNanos the time from the entry of a visitor to the end of the session, in nanoseconds
     */
    Passage pass(LoadStage stage, Map<String, Double> arriving, AdmissionRules rules, double stayNanos) {
        double seconds = (stage.toNanos() - stage.fromNanos()) / 1e9;
        double arrives = sum(arriving);
        double waits = sum(waiting);
        double open = openPerSecond(stage, rules, stayNanos);
        double most = Math.min(rules.perSecond(), open);
        double rate = waits > NONE ? most : Math.min(most, arrives);
        double mean = Math.min(rate, arrives + waits / seconds);
        long changes = Long.MAX_VALUE;
        if (waits > NONE && arrives < most) {
            changes = stage.fromNanos() + (long) Math.min(1e18, emptiesAfter(waits, most - arrives, rules) * 1e9);
        }
        if (Double.isFinite(rules.inside())) {
            changes = Math.min(changes, fills(stage, rules, stayNanos, rate));
        }
        Map<String, Double> entering = new TreeMap<>();
        Map<String, Double> waitingAfter = new TreeMap<>();
        Map<String, FlowHistory> in = new TreeMap<>(entered);
        Map<String, FlowHistory> out = new TreeMap<>(left);
        double there = waits + arrives * seconds;
        arriving.forEach((source, perSecond) -> {
            double before = waiting.getOrDefault(source, 0.0);
            double own = before + perSecond * seconds;
            double enters = there > 0 ? mean * own / there : 0;
            double after = stays(before, perSecond - enters, seconds, rules);
            entering.put(source, enters);
            waitingAfter.put(source, after);
            add(in, source, stage, enters);
            add(out, source, stage, Math.max(0, (own - after) / seconds - enters));
        });
        return new Passage(entering, changes, new VisitorLine(waitingAfter, in, out));
    }

    private static void add(Map<String, FlowHistory> histories, String source, LoadStage stage, double perSecond) {
        FlowHistory known = histories.getOrDefault(source, FlowHistory.NONE);
        histories.put(source, known.then(stage.fromNanos(), stage.toNanos(), perSecond));
    }

    /**
     * Returns the seconds until a queue is empty that shrinks at a rate, in visitors per second, and by visitors that
     * leave it.
     */
    private static double emptiesAfter(double waits, double shrinksPerSecond, AdmissionRules rules) {
        return rules.patienceNanos()
                .map(nanos -> nanos / 1e9 * StrictMath.log1p(waits * 1e9 / (shrinksPerSecond * nanos)))
                .orElse(waits / shrinksPerSecond);
    }

    /**
     * Returns the number of waiting visitors after some seconds. Visitors leave after an exponential time; its mean is
     * the timeout of the rules.
     */
    private static double stays(double before, double growsPerSecond, double seconds, AdmissionRules rules) {
        double after = before + growsPerSecond * seconds;
        if (rules.patienceNanos().isPresent()) {
            double timeout = rules.patienceNanos().get() / 1e9;
            double rest = growsPerSecond * timeout;
            after = rest + (before - rest) * StrictMath.exp(-seconds / timeout);
        }
        return Math.max(0, after);
    }

    /** Returns the admissions per second for which there are free places; infinite if the room is not full. */
    private double openPerSecond(LoadStage stage, AdmissionRules rules, double stayNanos) {
        boolean full = inside(stage.fromNanos(), stayNanos) >= rules.inside() - 1;
        return full ? leaving(stage.fromNanos(), stage.toNanos(), stayNanos) : Double.POSITIVE_INFINITY;
    }

    private double inside(double atNanos, double stayNanos) {
        return entered.values().stream()
                .mapToDouble(history -> history.amount(atNanos - stayNanos, atNanos))
                .sum();
    }

    private double leaving(double fromNanos, double toNanos, double stayNanos) {
        return entered.values().stream()
                .mapToDouble(history -> history.mean(fromNanos - stayNanos, toNanos - stayNanos))
                .sum();
    }

    /** Returns the instant at which the room fills or, if it is full, at which the departure rate changes. */
    private long fills(LoadStage stage, AdmissionRules rules, double stayNanos, double rate) {
        double places = rules.inside() - inside(stage.fromNanos(), stayNanos);
        double leaves = leaving(stage.fromNanos(), stage.toNanos(), stayNanos);
        if (places > 1) {
            double grows = rate - leaves;
            double nanos = grows > 0 ? places / grows * 1e9 : Double.POSITIVE_INFINITY;
            return nanos < 1e18 ? stage.fromNanos() + (long) nanos : Long.MAX_VALUE;
        }
        long next = Long.MAX_VALUE;
        for (FlowHistory history : entered.values()) {
            long change = history.nextChange(stage.fromNanos() - (long) stayNanos);
            next = Math.min(next, change == Long.MAX_VALUE ? change : change + (long) stayNanos);
        }
        return next;
    }

    private static double sum(Map<String, Double> all) {
        double sum = 0;
        for (double each : all.values()) {
            sum += each;
        }
        return sum;
    }
}
