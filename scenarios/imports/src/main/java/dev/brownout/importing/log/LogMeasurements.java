package dev.brownout.importing.log;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.system.ImportedSystem.MeasuredFigure;
import dev.brownout.importing.system.ImportedSystem.MeasuredPercentile;
import dev.brownout.importing.system.ImportedSystem.Measurements;
import dev.brownout.importing.system.LatencyFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Figures of a whole log that a run of its scenario must have.
 *
 * @param service response times per request class; null for a class without logged response times
 * @param caches classes with a cache, by the name of the cache
 */
record LogMeasurements(
        AccessLog log,
        LoadSteps load,
        Map<LogRequestClass, ServiceTimes> service,
        Map<String, LogRequestClass> caches) {
    private static final int MIN_RATE_REQUESTS = 100;
    private static final int HIT_DIGITS = 5;
    private static final double TENTH = 0.1;

    /** Minimum tolerance of a hit ratio, in absolute terms. */
    private static final double MIN_HIT_TOLERANCE = 0.005;

    /** Number of standard errors that a run exceeds once in a hundred times. */
    private static final double RATE_ERRORS = 2.6;

    /**
     * Returns the failures and the figures of the whole log.
     *
     * @param server name of the server in the scenario
     * @param meanWork mean service time of all requests, in seconds
     * @param cores cores of the server
     */
    Measurements measurements(String server, double meanWork, long cores) {
        long failed =
                service.keySet().stream().mapToLong(LogRequestClass::failed).sum();
        List<MeasuredPercentile> times = new ArrayList<>();
        List<MeasuredFigure> figures = new ArrayList<>();
        service.forEach((requests, serviceTimes) -> {
            if (serviceTimes != null && requests.failed() < requests.responses()) {
                times.addAll(
                        LatencyFigures.figures(requests.name(), serviceTimes.all(), log.resolutionMicros(), 0, ""));
            }
            if (requests.responses() >= LatencyFigures.MIN_TIMES) {
                figures.add(LatencyFigures.availability(
                        requests.name(),
                        requests.failed(),
                        requests.responses(),
                        "origin: " + requests.failed() + " of " + requests.responses() + " failed"));
            }
        });
        caches.forEach((cache, requests) -> figures.add(hitRatio(cache, requests)));
        long good = successes();
        if (good >= MIN_RATE_REQUESTS) {
            figures.addAll(loadFigures(good, server, meanWork, cores));
        }
        return new Measurements(
                failed == 0 ? List.of() : List.of(LogScenario.FAILURES.failure()),
                "Measurements of the whole log, to validate a run against:",
                times,
                figures);
    }

    /** Returns the throughput and, if all response times are known, the utilization. */
    private List<MeasuredFigure> loadFigures(long good, String server, double meanWork, long cores) {
        List<MeasuredFigure> figures = new ArrayList<>();
        long unanswered = service.keySet().stream()
                .mapToLong(requests -> requests.requests() - requests.responses())
                .sum();
        double error = RATE_ERRORS / Math.sqrt(good);
        boolean closed = log.users().isClosed();
        double rate = closed ? log.users().rate() : log.understood() / (double) load.seconds();
        figures.add(new MeasuredFigure(
                "all",
                "throughput",
                LanguageNumbers.format(good * rate / log.understood(), LogScenario.RATE_DIGITS) + "/s",
                LatencyFigures.tolerance(error),
                "origin: " + good + " successful requests in " + LogScenario.length(load.seconds())
                        + (closed ? ", with the rate of all " + log.users().users() + " users" : "")
                        + (unanswered == 0
                                ? ""
                                : ", with " + unanswered + " without a response, which have one here")));
        if (service.values().stream().allMatch(serviceTimes -> serviceTimes != null)) {
            double busy = rate * meanWork;
            figures.add(new MeasuredFigure(
                    server,
                    "utilization",
                    LanguageNumbers.format(busy / cores * 100, LogScenario.RATE_DIGITS) + "%",
                    LatencyFigures.tolerance(2 * error + workError()),
                    "origin: rate times mean service time (Little's law), divided by the cores"));
        }
        return figures;
    }

    /** Returns the number of successes, if requests without a response fail as often as the others of their class. */
    private long successes() {
        double failed = 0;
        for (LogRequestClass requests : service.keySet()) {
            failed += requests.failedShare() * requests.requests();
        }
        return log.understood() - Math.round(failed);
    }

    /** Returns the hit ratio of a cache. Its tolerance is 10 % of the hits or of the misses, whichever are fewer. */
    private static MeasuredFigure hitRatio(String cache, LogRequestClass requests) {
        double ratio = requests.hitRatio();
        double error = RATE_ERRORS * Math.sqrt(ratio * (1 - ratio) / requests.lookups());
        double allowed = Math.max(MIN_HIT_TOLERANCE, Math.max(TENTH * Math.min(ratio, 1 - ratio), error));
        return new MeasuredFigure(
                cache,
                "hit_ratio",
                LanguageNumbers.format(ratio * 100, HIT_DIGITS) + "%",
                LanguageNumbers.format(Math.min(1, allowed / ratio) * 100, 2) + "%",
                "origin: " + requests.hits() + " of " + requests.lookups() + " lookups");
    }

    /** Returns the statistical error of the mean service time of a run, relative to the mean. */
    private double workError() {
        double variance = 0;
        double sum = 0;
        for (ServiceTimes serviceTimes : service.values()) {
            variance += serviceTimes.all().size()
                    * serviceTimes.all().sample(log.resolutionMicros(), 0).variance()
                    / 1e6;
            sum += serviceTimes.all().size() * serviceTimes.all().mean();
        }
        return RATE_ERRORS * Math.sqrt(variance) / sum;
    }
}
