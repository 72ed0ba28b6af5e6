package dev.brownout.testing;

import java.math.BigDecimal;

/** Selection of the latency statistic for an assertion. */
public final class LatencyAssert {
    private final RunResultAssert runAssert;
    private final String target;

    LatencyAssert(RunResultAssert runAssert, String target) {
        this.runAssert = runAssert;
        this.target = target;
    }

    /**
     * Selects a percentile of the latency.
     *
     * @param percent the percentile, such as 99 or 99.9
     */
    public MetricAssert p(double percent) {
        return runAssert.metric(target + ".p"
                + new BigDecimal(Double.toString(percent)).stripTrailingZeros().toPlainString());
    }

    /** Selects the mean latency. */
    public MetricAssert mean() {
        return runAssert.metric(target + ".mean");
    }

    /** Selects the maximum latency. */
    public MetricAssert max() {
        return runAssert.metric(target + ".max");
    }
}
