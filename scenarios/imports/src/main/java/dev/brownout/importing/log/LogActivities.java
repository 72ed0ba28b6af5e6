package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.detail.RouteCache;
import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.importing.system.FailingCalls;
import dev.brownout.importing.system.ImportedActivity;
import dev.brownout.importing.system.ImportedSettings;
import dev.brownout.importing.system.ImportedStep;
import dev.brownout.importing.system.ImportedStep.Alternative;
import dev.brownout.importing.system.ImportedStep.Call;
import dev.brownout.importing.system.ImportedStep.Choice;
import dev.brownout.importing.system.ImportedStep.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Request types of the scenario of a log, with their share, keys, timeout and steps.
 *
 * @param hasOrigin whether the scenario has the origin of a cache
 */
record LogActivities(AccessLog log, boolean hasOrigin) {
    private static final double USUAL_TIMEOUT_MICROS = 10e6;
    private static final double NANOS = 1e3;
    private static final int TIMEOUT_DIGITS = 3;
    private static final long LEAST_KEYED = 1000;

    /**
     * Request class with its times.
     *
     * @param serviceTimes times at the server; null without logged response times
     * @param origin times at the origin of the cache; null without logged response times or a cache
     * @param cache cache of the class; empty for none
     * @param cacheName name of the component
     */
    record TimedClass(
            LogRequestClass requests,
            ServiceTimes serviceTimes,
            ServiceTimes origin,
            Optional<RouteCache> cache,
            String cacheName) {}

    /** Returns the request type of a class with a share in parts per million. */
    ImportedActivity activity(TimedClass timed, long millionths) {
        LogRequestClass requests = timed.requests();
        ImportedSettings settings = new ImportedSettings()
                .set(
                        "share",
                        ShareRounding.percent(millionths),
                        "origin: " + requests.requests() + " of " + log.understood() + " requests");
        String keys = timed.cache().map(RouteCache::keys).orElse("");
        if (keys.isEmpty()) {
            keys(requests, settings);
        } else {
            settings.set("key", keys, "unknown: a guess for the hit ratio of " + timed.cacheName());
        }
        double bytes = requests.meanBytes();
        if (bytes >= 1) {
            settings.set("size", size(bytes), "origin: the mean of its responses");
        }
        timeout(settings);
        List<ImportedStep> steps = steps(timed);
        boolean plain = steps.size() == 1;
        if (plain) {
            settings.set("path", "[" + LogScenario.SERVER + "]", "");
        }
        return new ImportedActivity(requests.name(), requests.label(), settings, plain ? List.of() : steps);
    }

    private void timeout(ImportedSettings settings) {
        OptionalLong common = log.details().unanswered().timeoutMicros(log.longestMicros());
        if (common.isPresent()) {
            settings.set(
                    "timeout",
                    LanguageNumbers.nanos(common.getAsLong() * NANOS, TIMEOUT_DIGITS),
                    "origin: " + log.details().unanswered().closedByClient()
                            + " clients closed their connections after this time");
        } else if (log.longestMicros() > USUAL_TIMEOUT_MICROS) {
            settings.set("timeout", longTimeout(), "unknown: twice the longest time in the log");
        }
    }

    /** Returns twice the longest time in the log. */
    private String longTimeout() {
        return LogScenario.length((long) Math.ceil(2 * log.longestMicros() / 1e6));
    }

    private List<ImportedStep> steps(TimedClass timed) {
        LogRequestClass requests = timed.requests();
        List<ImportedStep> steps = new ArrayList<>();
        steps.add(new Call("", LogScenario.SERVER, ""));
        if (hasOrigin && requests.isPassed()) {
            steps.add(visit(LogScenario.ORIGIN, "origin: these requests are forwarded without a lookup"));
        }
        steps.addAll(work(requests, timed.serviceTimes()));
        if (timed.cache().isPresent()) {
            steps.add(visit(timed.cacheName(), ""));
            steps.add(visit(LogScenario.ORIGIN, "misses only"));
            if (timed.origin() != null) {
                steps.add(new Work(
                        timed.origin().text(), "origin: " + timed.origin().origin()));
            }
        }
        return steps;
    }

    /** Returns the step to a component behind the server, with the timeout of the users. */
    private Call visit(String component, String origin) {
        boolean longer = log.longestMicros() > USUAL_TIMEOUT_MICROS;
        String timeout = longer ? longTimeout() : LogScenario.length((long) (USUAL_TIMEOUT_MICROS / 1e6));
        return new Call("visit", component, 1, 1, "timeout: " + timeout, origin);
    }

    /** Returns the work of a request and its failures, which take a time of their own if it is known. */
    private List<ImportedStep> work(LogRequestClass requests, ServiceTimes times) {
        FailingCalls failures = LogScenario.FAILURES;
        List<ImportedStep> steps = new ArrayList<>();
        double share = requests.failedShare();
        String origin = "origin: " + requests.failed() + " of " + requests.responses()
                + (log.format().measuredByClient()
                        ? " failed, by the load generator or a status of 500 or above"
                        : " responses with status 500 or above");
        if (times != null && !times.failedText().isEmpty()) {
            long millionths = Math.max(1, Math.round(share * 1e6));
            steps.add(new Choice(
                    List.of(
                            new Alternative(
                                    1_000_000 - millionths,
                                    List.of(new Work(times.text(), "origin: " + times.origin()))),
                            new Alternative(
                                    millionths,
                                    List.of(
                                            new Work(times.failedText(), "origin: " + times.failedOrigin()),
                                            failures.call(1, "")))),
                    origin));
            return steps;
        }
        if (times != null) {
            steps.add(new Work(times.text(), "origin: " + times.origin()));
        }
        if (requests.failed() > 0) {
            steps.add(failures.call(share, origin));
        }
        return steps;
    }

    private static String size(double bytes) {
        if (bytes >= 1e6) {
            return LanguageNumbers.format(bytes / 1e6, 3) + "MB";
        }
        return bytes >= 1e3 ? LanguageNumbers.format(bytes / 1e3, 3) + "kB" : LanguageNumbers.format(bytes, 3) + "B";
    }

    /** Returns the distribution of the keys of a class; empty if the log does not determine one. */
    static Optional<ZipfFit> keyFit(LogRequestClass requests) {
        KeyCounts keys = requests.keys();
        if (keys == null || !keys.isKnown() || requests.requests() < LEAST_KEYED) {
            return Optional.empty();
        }
        long[] counts = keys.ranked();
        return counts[0] == 1 || counts.length < 2 ? Optional.empty() : Optional.of(ZipfFit.of(counts));
    }

    private static void keys(LogRequestClass requests, ImportedSettings settings) {
        KeyCounts keys = requests.keys();
        if (keys == null) {
            return;
        }
        Optional<ZipfFit> found = keyFit(requests);
        if (found.isEmpty()) {
            settings.note("unknown: key (" + requests.requests() + " requests; "
                    + (keys.isKnown() ? "distinct keys: " + keys.ranked().length : "more distinct keys than are ranked")
                    + ")");
            return;
        }
        ZipfFit fit = found.get();
        settings.set(
                "key",
                fit.text(),
                "origin: " + fit.seen() + " distinct keys in " + requests.requestsOfRoutes() + " requests, "
                        + QuantityFormat.format(fit.once() / (double) fit.seen(), "ratio") + " of them requested once"
                        + (keys.complete() ? "" : " (of the rare keys one of " + keys.oneOf() + " was counted)")
                        + "; exponent " + LanguageNumbers.format(Math.max(0, fit.low()), 3) + " to "
                        + LanguageNumbers.format(fit.high(), 3)
                        + (fit.isAccepted() ? "" : "; NOT A ZIPF DISTRIBUTION")
                        + ", Kolmogorov-Smirnov distance " + QuantityFormat.format(fit.distance(), "ratio"));
    }
}
