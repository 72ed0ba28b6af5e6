package dev.brownout.testing;

import java.math.BigDecimal;

/** Choice of the statistic of a latency for an assertion. */
public final class LatencyAssert {
    private final RunResultAssert run;
    private final String of;

    LatencyAssert(RunResultAssert run, String of) {
        this.run = run;
        this.of = of;
    }

    /**
     * Selects a percentile of the latency.
     *
     * @param percent the percentile, such as 99 or 99.9
     */
    public MetricAssert p(double percent) {
        return run.metric(of + ".p"
                + new BigDecimal(Double.toString(percent)).stripTrailingZeros().toPlainString());
    }

    /** Selects the mean latency. */
    public MetricAssert mean() {
        return run.metric(of + ".mean");
    }

    /** Selects the maximum latency. */
    public MetricAssert max() {
        return run.metric(of + ".max");
    }
}
