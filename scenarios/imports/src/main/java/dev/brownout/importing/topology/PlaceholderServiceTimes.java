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

    /** Default timeout of calls. */
    static final String CALL_TIMEOUT = "1s";

    /** Timeout of users and of calls in a system with a language model. */
    static final String MODEL_TIMEOUT = "120s";

    /** Defaults of a language model: tokens of prompts and outputs, and the times of a step in seconds. */
    private static final double PROMPT_P50 = 500;

    private static final double PROMPT_P99 = 4000;
    private static final double PROMPT_MEAN = 746;
    private static final double OUTPUT_P50 = 150;
    private static final double OUTPUT_P99 = 1000;
    private static final double OUTPUT_MEAN = 209;
    private static final double STEP_SECONDS = 0.007;
    private static final double SEQUENCE_SECONDS = 74e-6;
    private static final double PREFILL_RATE = 20_000;

    /** Ratio of the context to the p99 of the tokens of a sequence; about one in 100,000 prompts is longer. */
    private static final double CONTEXT_MARGIN = 4;

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
        return part.cpus().isKnown() && !part.isModel()
                ? Math.ceil(part.cpus().number()) / part.cpus().number()
                : 1;
    }

    /** Returns whether some of the parts have a fraction of a processor, so that their work may take seconds. */
    static boolean hasFractions(List<SystemPart> parts) {
        return parts.stream().anyMatch(part -> slower(part) > 1 && slowest(part) > 0);
    }

    /** Returns whether some of the parts compute a language model. */
    static boolean hasModels(List<SystemPart> parts) {
        return parts.stream().anyMatch(SystemPart::isModel);
    }

    /** Returns the timeout of calls that is long enough for the placeholders of the parts. */
    static String timeout(List<SystemPart> parts) {
        return hasModels(parts) ? MODEL_TIMEOUT : hasFractions(parts) ? "10s" : CALL_TIMEOUT;
    }

    /** Returns the distribution of the tokens of a prompt. */
    static String prompt(SystemPart model) {
        return tokens(model, PROMPT_P50, PROMPT_P99);
    }

    /** Returns the distribution of the tokens of an output. */
    static String output(SystemPart model) {
        return tokens(model, OUTPUT_P50, OUTPUT_P99);
    }

    private static String tokens(SystemPart model, double median, double p99) {
        return "lognormal(p50=" + Math.max(1, Math.round(median * tokenFactor(model))) + " p99="
                + Math.max(2, Math.round(p99 * tokenFactor(model))) + ")";
    }

    /** Returns the factor of the numbers of tokens, with which almost all sequences fit into the context. */
    private static double tokenFactor(SystemPart model) {
        double most = CONTEXT_MARGIN * (PROMPT_P99 + OUTPUT_P99);
        return model.timeFactor() * Math.min(1, ModelOptions.number(model, "context", (long) most) / most);
    }

    /** Returns the mean time in seconds of a node for a sequence, in a full batch. */
    private static double sequenceSeconds(SystemPart model) {
        return tokenFactor(model)
                * (OUTPUT_MEAN * (STEP_SECONDS / batch(model) + SEQUENCE_SECONDS) + PROMPT_MEAN / PREFILL_RATE);
    }

    /** Returns the time in seconds of a long prompt and a long output, in a full batch. */
    private static double longSeconds(SystemPart model) {
        return tokenFactor(model)
                * (OUTPUT_P99 * (STEP_SECONDS + batch(model) * SEQUENCE_SECONDS) + PROMPT_P99 / PREFILL_RATE);
    }

    /** Returns the number of sequences of mean length that a node computes together. */
    private static double batch(SystemPart model) {
        return ModelOptions.batch(model, tokenFactor(model) * (PROMPT_MEAN + OUTPUT_MEAN));
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
        if (part.isModel()) {
            return longSeconds(part) * 1e9;
        }
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
        if (part.isModel()) {
            return part.nodes() / sequenceSeconds(part);
        }
        double cores = cores(part) / factor(part);
        return switch (part.role()) {
            case SERVER -> part.forwards() ? Double.POSITIVE_INFINITY : part.nodes() * cores / PAGE_SECONDS;
            case DATABASE -> cores / QUERY_SECONDS;
            case STORE -> part.nodes() * cores / STORE_SECONDS;
            default -> Double.POSITIVE_INFINITY;
        };
    }
}
