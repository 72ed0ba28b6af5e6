package dev.brownout.reality;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A number that is foretold and measured, and how near the one has to be to the other. */
enum ComparedMetric {
    /** Requests answered well, a second. */
    THROUGHPUT("throughput", "page.throughput", 0.05, true) {
        @Override
        String text(double value) {
            return String.format(Locale.ROOT, "%.0f/s", value);
        }
    },

    /** What half of the good answers stay within, in nanoseconds. */
    P50("p50", "page.p50", 0.10, true) {
        @Override
        String text(double value) {
            return millis(value);
        }
    },

    /** What 99 of 100 of the good answers stay within, in nanoseconds. */
    P99("p99", "page.p99", 0.20, true) {
        @Override
        String text(double value) {
            return millis(value);
        }
    },

    /** Good answers of all requests; there is no goal for it, so that of the throughput holds. */
    AVAILABILITY("availability", "page.availability", 0.05, true) {
        @Override
        String text(double value) {
            return percent(value);
        }
    },

    /** Look-ups that found their key, of those that Redis answered. */
    HIT_RATIO("hit ratio", "cache.hit_ratio", 0.01, false) {
        @Override
        String text(double value) {
            return percent(value);
        }
    },

    /** Nanoseconds from the fault to the first moment after which 99 % of the requests of ten seconds succeed. */
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

    /** Those that a trial has. */
    static List<ComparedMetric> of(SiteTrial trial) {
        return Arrays.stream(values())
                .filter(figure -> figure != OUTAGE || trial.fault() != Fault.NONE)
                .toList();
    }

    /** What it is called, for people. */
    String title() {
        return title;
    }

    /** What a scenario calls it. */
    String metric() {
        return metric;
    }

    /** A value, for people. */
    abstract String text(double value);

    /** How far a value is from another one that counts, in the unit of the goal. */
    double error(double value, double from) {
        return relative ? (value - from) / from : value - from;
    }

    /** How far it may be. */
    double goal() {
        return goal;
    }

    /** An error, for people. */
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
