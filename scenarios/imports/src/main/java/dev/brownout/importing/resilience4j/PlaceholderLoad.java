package dev.brownout.importing.resilience4j;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedComponent;
import dev.brownout.importing.system.ImportedComponent.CallPolicy;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.util.List;

/**
 * Placeholders of the load and the service times that fit the limits of a configuration, so that the limits reject
 * almost no call before the placeholders are replaced.
 */
final class PlaceholderLoad {
    private static final double MAX_MEAN_NANOS = 10e6;
    private static final double MIN_MEAN_NANOS = 1e3;

    /** Ratio of a timeout to the mean of an exponential service time. One of 22,000 calls takes longer. */
    private static final double TIMEOUT_RATIO = 10;

    /** Timeout in ns below which the default network of 0.5 ms in each direction takes a large part of it. */
    private static final double SHORT_TIMEOUT_NANOS = 10e6;

    /** Share of the most popular of 10,000 keys with Zipf's law. */
    private static final double MAX_KEY_SHARE = 0.11;

    private static final double MAX_REJECTED = 0.001;
    private static final double[] RATES = {10, 5, 2, 1, 0.5, 0.2, 0.1};

    private PlaceholderLoad() {}

    /** Returns the mean service time in ns of a callee with these policies. */
    static double meanNanos(List<CallPolicy> policies) {
        return Math.max(MIN_MEAN_NANOS, Math.min(MAX_MEAN_NANOS, shortestNanos(policies) / TIMEOUT_RATIO));
    }

    /** Returns the origin of the service time of a callee with these policies. */
    static String origin(List<CallPolicy> policies) {
        return "unknown: A PLACEHOLDER"
                + (meanNanos(policies) < MAX_MEAN_NANOS ? ", a tenth of the shortest time limit of its calls" : "");
    }

    /** Returns whether a timeout is so short that the scenario has no network. */
    static boolean withoutNetwork(List<ImportedComponent> components) {
        return components.stream().anyMatch(component -> shortestNanos(component.policies()) < SHORT_TIMEOUT_NANOS);
    }

    /** Returns the requests per second that almost no rate limit and no bulkhead rejects. */
    static String rate(List<ImportedComponent> components) {
        double rate = RATES[RATES.length - 1];
        for (int i = RATES.length - 1; i >= 0; i--) {
            double next = RATES[i];
            if (components.stream().allMatch(component -> accepts(component.policies(), next))) {
                rate = next;
            }
        }
        return LanguageNumbers.format(rate, 1) + "/s";
    }

    private static double shortestNanos(List<CallPolicy> policies) {
        double shortest = Double.POSITIVE_INFINITY;
        for (CallPolicy policy : policies) {
            String limit = switch (policy.word()) {
                case "timeout" -> "after";
                case "circuit_breaker" -> "slow_call";
                default -> "";
            };
            if (policy.settings().get(limit) != null) {
                shortest = Math.min(shortest, nanos(policy, limit));
            }
        }
        return shortest;
    }

    private static double nanos(CallPolicy policy, String key) {
        return UnitParser.read(policy.settings().get(key).value(), Dimension.TIME)
                .doubleValue();
    }

    private static boolean accepts(List<CallPolicy> policies, double rate) {
        double busy = rate * meanNanos(policies) / 1e9;
        for (CallPolicy policy : policies) {
            double rejected = switch (policy.word()) {
                case "rate_limit" -> rejected(policy, rate);
                case "bulkhead" -> rejectedShare(policy, busy);
                default -> 0;
            };
            if (rejected > MAX_REJECTED) {
                return false;
            }
        }
        return true;
    }

    /** Returns the share of Poisson arrivals in a window above the limit of the window. */
    private static double rejected(CallPolicy policy, double allRate) {
        double rate = policy.settings().get("per") == null ? allRate : allRate * MAX_KEY_SHARE;
        double seconds = policy.settings().get("window") == null ? 1 : nanos(policy, "window") / 1e9;
        double limit = Math.rint(UnitParser.read(policy.settings().get("rate").value(), Dimension.RATE)
                        .doubleValue()
                * seconds);
        double mean = rate * seconds;
        if (mean > limit / 2) {
            return 1;
        }
        double probability = ElementaryFunctions.exp(-mean);
        double excess = mean - limit;
        for (int arrivals = 0; arrivals < limit && probability > 0; arrivals++) {
            excess += (limit - arrivals) * probability;
            probability *= mean / (arrivals + 1);
        }
        return excess / mean;
    }

    /** Returns the share of calls that a bulkhead without waiting rejects (Erlang's B formula). */
    private static double rejectedShare(CallPolicy policy, double busy) {
        double lost = 1;
        long places = Long.parseLong(policy.settings().get("concurrent").value());
        for (long i = 1; i <= Math.min(places, 1_000); i++) {
            lost = busy * lost / (i + busy * lost);
        }
        return lost;
    }
}
