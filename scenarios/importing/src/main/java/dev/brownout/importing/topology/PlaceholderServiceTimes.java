package dev.brownout.importing.topology;

import dev.brownout.importing.fitting.LanguageNumbers;

/**
 * How long the work of a part takes, which no configuration tells: placeholders, and what they come to. A part of a
 * processor is a whole one on which work takes longer, so that as much is done in a second.
 */
final class PlaceholderServiceTimes {
    /** The mean of lognormal(p50=8ms p99=40ms), the usual law of a server. */
    private static final double PAGE_SECONDS = 0.0102;

    private static final double QUERY_SECONDS = 0.008;
    /** redis-benchmark: about 100,000 requests a second without pipelining. */
    private static final double LOOKUP_SECONDS = 10e-6;

    private static final double PAGE_P50_MILLIS = 8;
    private static final double PAGE_P99_MILLIS = 40;
    private static final int CORES_OF_A_SERVER = 4;
    private static final int CORES_OF_A_DATABASE = 8;

    private PlaceholderServiceTimes() {}

    /** How many cores a machine of a server or database has. */
    static long cores(SystemPart part) {
        if (part.cpus().told()) {
            return (long) Math.ceil(part.cpus().number());
        }
        return part.role() == Role.DATABASE ? CORES_OF_A_DATABASE : CORES_OF_A_SERVER;
    }

    /** How many times as long work takes there as on whole cores. */
    static double slower(SystemPart part) {
        return part.cpus().told()
                ? Math.ceil(part.cpus().number()) / part.cpus().number()
                : 1;
    }

    /** The law of a server's work. */
    static String page(SystemPart part) {
        return "lognormal(p50=" + LanguageNumbers.bare(PAGE_P50_MILLIS * slower(part), 3) + "ms p99="
                + LanguageNumbers.bare(PAGE_P99_MILLIS * slower(part), 3) + "ms)";
    }

    /** The law of a database's work for a query. */
    static String query(SystemPart part) {
        return "exp(" + LanguageNumbers.nanos(QUERY_SECONDS * slower(part) * 1e9) + ")";
    }

    /** How long a look-up in memory takes that keeps the data itself: that of a Redis which does nothing else. */
    static String lookup(SystemPart part) {
        return LanguageNumbers.nanos(LOOKUP_SECONDS * slower(part) * 1e9);
    }

    /** How many calls of that work all its machines do in a second; infinite where nothing waits for cores. */
    static double capacity(SystemPart part) {
        double cores = cores(part) / slower(part);
        return switch (part.role()) {
            case SERVER -> part.nodes() * cores / PAGE_SECONDS;
            case DATABASE -> cores / QUERY_SECONDS;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
