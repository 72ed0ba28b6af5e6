package dev.brownout.reality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Metric that is predicted and measured, with the maximum error of the prediction. */
enum ComparedMetric {
    /** Successful requests per second. */
    THROUGHPUT("throughput", "page.throughput", 0.05, true) {
        @Override
        String text(double value) {
            return String.format(Locale.ROOT, "%.0f/s", value);
        }
    },

    /** Median of the response times of successful requests, in ns. */
    P50("p50", "page.p50", 0.10, true) {
        @Override
        String text(double value) {
            return millis(value);
        }
    },

    /** 99th percentile of the response times of successful requests, in ns. */
    P99("p99", "page.p99", 0.20, true) {
        @Override
        String text(double value) {
            return millis(value);
        }
    },

    /** Successful requests as a share of all requests. No goal is defined for it, so it has that of the throughput. */
    AVAILABILITY("availability", "page.availability", 0.05, true) {
        @Override
        String text(double value) {
            return percent(value);
        }
    },

    /** Cache hits as a share of the lookups that Redis responded to. */
    HIT_RATIO("hit ratio", "cache.hit_ratio", 0.01, false) {
        @Override
        String text(double value) {
            return percent(value);
        }
    },

    /**
     * Time in ns from the fault to the first moment after which 99 % of the requests of ten seconds succeed. NaN if the
     * service does not recover.
     */
    OUTAGE("outage", "page.rto(fault)", Fault.CHECK.toNanos(), false) {
        @Override
        String text(double value) {
            return Double.isNaN(value) ? "to the end" : String.format(Locale.ROOT, "%.2f s", value / 1e9);
        }
    };

    private final String title;
    private final String metric;
    private final double goal;
    private final boolean relative;

    ComparedMetric(String title, String metric, double goal, boolean relative) {
        this.title = title;
        this.metric = metric;
        this.goal = goal;
        this.relative = relative;
    }

    /** Returns the metrics of a trial. The outage exists only for trials with a fault. */
    static List<ComparedMetric> of(SiteTrial trial) {
        return Arrays.stream(values())
                .filter(figure -> figure != OUTAGE || trial.fault() != Fault.NONE)
                .toList();
    }

    /** Returns the human-readable name. */
    String title() {
        return title;
    }

    /** Returns the name of the metric in a scenario. */
    String metric() {
        return metric;
    }

    /** Returns a value as human-readable text. */
    abstract String text(double value);

    /** Returns the error of a value against a reference, in the unit of the goal: relative, or as a difference. */
    double error(double value, double from) {
        return relative ? (value - from) / from : value - from;
    }

    /** Returns the maximum error. */
    double goal() {
        return goal;
    }

    /** Returns an error as human-readable text. */
    String errorText(double error) {
        if (this == OUTAGE) {
            return String.format(Locale.ROOT, "%+.2f s", error / 1e9);
        }
        return String.format(Locale.ROOT, "%+.1f %s", error * 100, relative ? "%" : "points");
    }

    private static String millis(double nanos) {
        return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", share * 100);
    }
}
