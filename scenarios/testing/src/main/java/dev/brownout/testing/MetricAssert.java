package dev.brownout.testing;

/** A metric, the part of the run in which it is looked at, and what it is compared with. Without a part: all of it. */
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

    /** While a fault holds. */
    public MetricAssert during(String fault) {
        return in("during " + fault);
    }

    /** From the end of the warm-up to the start of a fault. */
    public MetricAssert before(String fault) {
        return in("before " + fault);
    }

    /** From a moment on: a time of the run such as {@code 5m}, or the start of a fault. */
    public MetricAssert from(String moment) {
        return new MetricAssert(run, metric, " after " + moment, moment);
    }

    /** From a time after the start of a fault on. */
    public MetricAssert from(String fault, FaultOffset later) {
        return from(later.after(fault));
    }

    /** Up to a moment, behind {@code from}. */
    public MetricAssert to(String moment) {
        if (from.isEmpty()) {
            throw new IllegalStateException("to(\"" + moment + "\") ends what from(...) begins");
        }
        return in("from " + from + " to " + moment);
    }

    /** Up to a time after the start of a fault, behind {@code from}. */
    public MetricAssert to(String fault, FaultOffset later) {
        return to(later.after(fault));
    }

    /** In so much time from the start of a fault: {@code within("30s", "outage")}. */
    public MetricAssert within(String span, String fault) {
        return in("within " + span + " after " + fault);
    }

    /** In every stretch of that length, each on its own. */
    public MetricAssert every(String span) {
        return in("every " + span);
    }

    /** Checks that it is that much or more. */
    public RunResultAssert isAtLeast(ExpectedQuantity bound) {
        return compare(">=", bound);
    }

    /** Checks that it is that much or less. */
    public RunResultAssert isAtMost(ExpectedQuantity bound) {
        return compare("<=", bound);
    }

    /** Checks that it is less. */
    public RunResultAssert isBelow(ExpectedQuantity bound) {
        return compare("<", bound);
    }

    /** Checks that it is more. */
    public RunResultAssert isAbove(ExpectedQuantity bound) {
        return compare(">", bound);
    }

    /** Checks that it is just that. */
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
