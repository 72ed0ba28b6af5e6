package dev.brownout.testing;

/** Assertion about a metric in a time window. The default window is the whole run after the warm-up. */
public final class MetricAssert {
    private final RunResultAssert runAssert;
    private final String metric;
    private final String window;
    private final String windowStart;

    MetricAssert(RunResultAssert runAssert, String metric) {
        this(runAssert, metric, "", "");
    }

    private MetricAssert(RunResultAssert runAssert, String metric, String window, String windowStart) {
        this.runAssert = runAssert;
        this.metric = metric;
        this.window = window;
        this.windowStart = windowStart;
    }

    /** Restricts the window to the duration of a fault. */
    public MetricAssert during(String fault) {
        return withWindow("during " + fault);
    }

    /** Restricts the window to the time from the end of the warm-up to the start of a fault. */
    public MetricAssert before(String fault) {
        return withWindow("before " + fault);
    }

    /**
     * Begins the window at an instant: a time of the run such as {@code 5m}, or the start of a fault. The window ends
     * with the run unless {@link #to(String)} follows.
     */
    public MetricAssert from(String instant) {
        return new MetricAssert(runAssert, metric, " after " + instant, instant);
    }

    /** Begins the window at an offset after the start of a fault. */
    public MetricAssert from(String fault, FaultOffset offset) {
        return from(offset.instantText(fault));
    }

    /**
     * Ends the window at an instant: a time of the run, or the start of a fault. Must follow {@code from}.
     *
     * @throws IllegalStateException if the window has no beginning
     */
    public MetricAssert to(String instant) {
        if (windowStart.isEmpty()) {
            throw new IllegalStateException("to(\"" + instant + "\") ends what from(...) begins");
        }
        return withWindow("from " + windowStart + " to " + instant);
    }

    /**
     * Ends the window at an offset after the start of a fault. Must follow {@code from}.
     *
     * @throws IllegalStateException if the window has no beginning
     */
    public MetricAssert to(String fault, FaultOffset offset) {
        return to(offset.instantText(fault));
    }

    /** Restricts the window to a duration that begins with a fault: {@code within("30s", "outage")}. */
    public MetricAssert within(String duration, String fault) {
        return withWindow("within " + duration + " after " + fault);
    }

    /**
     * Divides the run after the warm-up into consecutive windows of this duration, each of which must meet the bound.
     */
    public MetricAssert every(String duration) {
        return withWindow("every " + duration);
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

    private MetricAssert withWindow(String clause) {
        return new MetricAssert(runAssert, metric, " " + clause, "");
    }

    private RunResultAssert compare(String operator, ExpectedQuantity bound) {
        return runAssert.holds(metric + " " + operator + " " + bound.text() + window);
    }
}
