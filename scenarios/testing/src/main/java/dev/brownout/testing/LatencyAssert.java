package dev.brownout.testing;

import java.math.BigDecimal;

/** Which statistic of a latency an assertion is about. */
public final class LatencyAssert {
    private final RunResultAssert run;
    private final String of;

    LatencyAssert(RunResultAssert run, String of) {
        this.run = run;
        this.of = of;
    }

    /**
     * A percentile.
     *
     * @param percent such as 99 or 99.9
     */
    public MetricAssert p(double percent) {
        return run.metric(of + ".p"
                + new BigDecimal(Double.toString(percent)).stripTrailingZeros().toPlainString());
    }

    /** The mean. */
    public MetricAssert mean() {
        return run.metric(of + ".mean");
    }

    /** The greatest. */
    public MetricAssert max() {
        return run.metric(of + ".max");
    }
}
