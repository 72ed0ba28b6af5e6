package dev.brownout.importing.topology;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedSettings.SourcedValue;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.util.List;

/**
 * Guessed load of a system, which a configuration does not contain. It keeps half of the busiest part busy, and is at
 * most half of the smallest rate limit. Placeholders of service times are shorter than the timeouts of the
 * configuration.
 */
final class GuessedLoad {
    private static final double BUSY = 0.5;
    private static final double HIGHEST_RATE = 500;

    /** Ratio of a timeout to the longest p99 of a placeholder. */
    private static final double WITHIN_TIMEOUT = 3;

    private static final List<String> TIMEOUTS = List.of("timeout", "try_timeout", "deadline", "queue_timeout");

    private final DependencyGraph calls;

    GuessedLoad(DependencyGraph calls) {
        this.calls = calls;
    }

    /** Shortens the placeholders of service times if the configuration has timeouts that they would exceed. */
    void shortenTimes() {
        double shortest = Double.POSITIVE_INFINITY;
        String origin = "";
        for (SystemPart part : calls.reachableParts()) {
            for (String path : TIMEOUTS) {
                double nanos = nanos(part, path);
                if (nanos > 0 && nanos < shortest) {
                    shortest = nanos;
                    origin = part.name() + "." + path + " (" + part.value(path) + ")";
                }
            }
        }
        for (SystemPart part : calls.reachableParts()) {
            double ratio = shortest / (WITHIN_TIMEOUT * PlaceholderServiceTimes.slowest(part));
            if (ratio < 1) {
                part.shortenTimes(ratio, origin);
            }
        }
    }

    /** Returns the longest time for which a balancer waits for its servers: its timeout, or that of two attempts. */
    static double waits(SystemPart part) {
        double all = nanos(part, "timeout");
        return all > 0 ? all : 2 * nanos(part, "try_timeout");
    }

    private static double nanos(SystemPart part, String path) {
        return !part.hasSetting(path) || part.value(path).equals("none")
                ? 0
                : UnitParser.read(part.value(path), Dimension.TIME).doubleValue();
    }

    /** Returns the load, and the timeout of calls if the default is too short for the placeholders. */
    ImportedSettings settings() {
        VisitCounts visits = new VisitCounts(calls);
        double lowest = Double.POSITIVE_INFINITY;
        String busiest = "";
        for (SystemPart part : calls.reachableParts()) {
            double rate = capacity(part) / visits.of(part);
            if (rate < lowest) {
                lowest = rate;
                busiest = part.name();
            }
        }
        double rate = Math.min(HIGHEST_RATE, BUSY * lowest);
        double power = ElementaryFunctions.pow(10, Math.floor(ElementaryFunctions.log10(rate)));
        double round = Math.floor(rate / power) * power;
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "load",
                        LanguageNumbers.format(round, 1) + "/s",
                        "unknown: A GUESS, which uses " + QuantityFormat.format(round / lowest, "ratio") + " of "
                                + busiest + " if all guesses here are right");
        String timeout = PlaceholderServiceTimes.timeout(calls.reachableParts());
        if (!timeout.equals(PlaceholderServiceTimes.CALL_TIMEOUT)) {
            settings.set(
                    "network.timeout",
                    timeout,
                    "a guess: as that of users; "
                            + (PlaceholderServiceTimes.hasModels(calls.reachableParts())
                                    ? "models"
                                    : "fractions of a CPU")
                            + " take longer than 1 s");
        }
        return settings;
    }

    private double capacity(SystemPart part) {
        String consumed = calls.consumed(part);
        SystemPart topic = consumed == null ? null : calls.part(consumed);
        double capacity = topic == null || topic.role() != Role.TOPIC
                ? PlaceholderServiceTimes.capacity(part)
                : PlaceholderServiceTimes.capacity(part, partitions(topic));
        SourcedValue limit = part.settings().get("rate_limit.rate");
        return limit == null
                ? capacity
                : Math.min(
                        capacity, UnitParser.read(limit.value(), Dimension.RATE).doubleValue());
    }

    /** Returns the number of partitions of a topic. */
    private static long partitions(SystemPart topic) {
        return topic.hasSetting("partitions")
                ? Long.parseLong(topic.settings().get("partitions").value())
                : 1;
    }
}
