package dev.brownout.testing;

/** Assertion about a metric: its time window and its bound. The default window is the whole run after the warm-up. */
public final class MetricAssert {
    private final RunResultAssert run;
    private final String metric;
    private final String window;
    private final String from;

    MetricAssert(RunResultAssert run, String metric) {
        this(run, metric, "", "");
    }

    private MetricAssert(RunResultAssert run, String metric, String window, String from) {
        this.run = run;
        this.metric = metric;
        this.window = window;
        this.from = from;
    }

    /** Restricts the window to the duration of a fault. */
    public MetricAssert during(String fault) {
        return in("during " + fault);
    }

    /** Restricts the window to the time from the end of the warm-up to the start of a fault. */
    public MetricAssert before(String fault) {
        return in("before " + fault);
    }

    /**
     * Begins the window at an instant: a time of the run such as {@code 5m}, or the start of a fault. The window ends
     * with the run unless {@link #to(String)} follows.
     */
    public MetricAssert from(String moment) {
        return new MetricAssert(run, metric, " after " + moment, moment);
    }

    /** Begins the window at an offset after the start of a fault. */
    public MetricAssert from(String fault, FaultOffset later) {
        return from(later.after(fault));
    }

    /**
     * Ends the window at an instant: a time of the run, or the start of a fault. Must follow {@code from}.
     *
     * @throws IllegalStateException if the window has no beginning
     */
    public MetricAssert to(String moment) {
        if (from.isEmpty()) {
            throw new IllegalStateException("to(\"" + moment + "\") ends what from(...) begins");
        }
        return in("from " + from + " to " + moment);
    }

    /**
     * Ends the window at an offset after the start of a fault. Must follow {@code from}.
     *
     * @throws IllegalStateException if the window has no beginning
     */
    public MetricAssert to(String fault, FaultOffset later) {
        return to(later.after(fault));
    }

    /** Restricts the window to a duration from the start of a fault: {@code within("30s", "outage")}. */
    public MetricAssert within(String span, String fault) {
        return in("within " + span + " after " + fault);
    }

    /**
     * Divides the run after the warm-up into consecutive windows of this duration, each of which must meet the bound.
     */
    public MetricAssert every(String span) {
        return in("every " + span);
    }

    /** Checks that the metric is greater than or equal to a bound. */
    public RunResultAssert isAtLeast(ExpectedQuantity bound) {
        return compare(">=", bound);
    }

    /** Checks that the metric is less than or equal to a bound. */
    public RunResultAssert isAtMost(ExpectedQuantity bound) {
        return compare("<=", bound);
    }

    /** Checks that the metric is less than a bound. */
    public RunResultAssert isBelow(ExpectedQuantity bound) {
        return compare("<", bound);
    }

    /** Checks that the metric is greater than a bound. */
    public RunResultAssert isAbove(ExpectedQuantity bound) {
        return compare(">", bound);
    }

    /** Checks that the metric is equal to a value. */
    public RunResultAssert isEqualTo(ExpectedQuantity value) {
        return compare("==", value);
    }

    private MetricAssert in(String part) {
        return new MetricAssert(run, metric, " " + part, "");
    }

    private RunResultAssert compare(String sign, ExpectedQuantity bound) {
        return run.holds(metric + " " + sign + " " + bound.text() + window);
    }
}
