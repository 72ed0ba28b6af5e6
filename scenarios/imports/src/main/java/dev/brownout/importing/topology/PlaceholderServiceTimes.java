package dev.brownout.importing.topology;

import dev.brownout.importing.fitting.LanguageNumbers;
import java.util.List;

/**
 * Placeholder service times, as configurations contain none, and the resulting capacity. A fraction of a processor is
 * modelled as one whole processor with a longer service time, so that the throughput is equal.
 */
final class PlaceholderServiceTimes {
    private static final String MEASURE = "unknown: A PLACEHOLDER, to be measured";

    /** Mean in seconds of lognormal(p50=8ms p99=40ms), the default service time of a server. */
    private static final double PAGE_SECONDS = 0.0102;

    private static final double QUERY_SECONDS = 0.008;
    private static final double STORE_SECONDS = 0.001;
    /** Service time of a lookup in seconds. redis-benchmark: about 100,000 requests per second without pipelining. */
    private static final double LOOKUP_SECONDS = 10e-6;

    /** Ratio of the p99 of an exponential distribution to its mean: ln 100. */
    private static final double EXPONENTIAL_P99 = 4.605;

    private static final double PAGE_P50_MILLIS = 8;
    private static final double PAGE_P99_MILLIS = 40;
    private static final int CORES_OF_A_SERVER = 4;
    private static final int CORES_OF_A_DATABASE = 8;

    private PlaceholderServiceTimes() {}

    /** Returns the number of cores per machine of a server or database. */
    static long cores(SystemPart part) {
        if (part.cpus().isKnown()) {
            return (long) Math.ceil(part.cpus().number());
        }
        return part.role().keepsData() ? CORES_OF_A_DATABASE : CORES_OF_A_SERVER;
    }

    /** Returns the factor by which work takes longer than on whole cores. */
    static double slower(SystemPart part) {
        return part.cpus().isKnown()
                ? Math.ceil(part.cpus().number()) / part.cpus().number()
                : 1;
    }

    /** Returns whether some of the parts have a fraction of a processor, so that their work may take seconds. */
    static boolean hasFractions(List<SystemPart> parts) {
        return parts.stream().anyMatch(part -> slower(part) > 1);
    }

    /** Returns the service-time distribution of a server. */
    static String page(SystemPart part) {
        if (part.forwards()) {
            return "0ms";
        }
        return "lognormal(p50=" + LanguageNumbers.format(PAGE_P50_MILLIS * factor(part), 3) + "ms p99="
                + LanguageNumbers.format(PAGE_P99_MILLIS * factor(part), 3) + "ms)";
    }

    /** Returns the origin of the service-time distribution of a part. */
    static String origin(SystemPart part) {
        if (part.forwards()) {
            return "a balancer forwards without work";
        }
        return part.shortBecause().isEmpty() ? MEASURE : MEASURE + "; short enough for " + part.shortBecause();
    }

    /** Returns the factor of the placeholders: the slowdown of a fraction of a processor, and that of a timeout. */
    private static double factor(SystemPart part) {
        return slower(part) * part.timeFactor();
    }

    /** Returns the p99 of the placeholder of a part in ns; 0 if it does no work. */
    static double slowest(SystemPart part) {
        double nanos = switch (part.role()) {
            case SERVER -> part.forwards() ? 0 : PAGE_P99_MILLIS * 1e6;
            case DATABASE -> EXPONENTIAL_P99 * QUERY_SECONDS * 1e9;
            case STORE -> EXPONENTIAL_P99 * STORE_SECONDS * 1e9;
            default -> 0;
        };
        return nanos * factor(part);
    }

    /** Returns the service-time distribution of a database query. */
    static String query(SystemPart part) {
        return "exp(" + LanguageNumbers.nanos(QUERY_SECONDS * factor(part) * 1e9) + ")";
    }

    /** Returns the service-time distribution of a read on a node of a store. */
    static String storeRead(SystemPart part) {
        return "exp(" + LanguageNumbers.nanos(STORE_SECONDS * factor(part) * 1e9) + ")";
    }

    /**
     * Returns the capacity in messages per second of the consumers of a topic. Each partition has one message in
     * process at a time.
     */
    static double capacity(SystemPart consumer, long partitions) {
        return Math.min(capacity(consumer), partitions / (PAGE_SECONDS * factor(consumer)));
    }

    /** Returns the lookup time of an in-memory store that keeps the data itself, like a dedicated Redis. */
    static String lookup(SystemPart part) {
        return LanguageNumbers.nanos(LOOKUP_SECONDS * slower(part) * 1e9);
    }

    /**
     * Returns the capacity of a part in calls per second, with the placeholder service times. It is infinite if calls
     * do not wait for cores. A database counts as one machine.
     */
    static double capacity(SystemPart part) {
        double cores = cores(part) / factor(part);
        return switch (part.role()) {
            case SERVER -> part.forwards() ? Double.POSITIVE_INFINITY : part.nodes() * cores / PAGE_SECONDS;
            case DATABASE -> cores / QUERY_SECONDS;
            case STORE -> part.nodes() * cores / STORE_SECONDS;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
