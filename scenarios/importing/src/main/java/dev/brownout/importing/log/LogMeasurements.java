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
 */
record LogMeasurements(AccessLog log, LoadSteps load, Map<LogRequestClass, ServiceTimes> service) {
    private static final int MIN_RATE_REQUESTS = 100;

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
        service.forEach((requests, took) -> {
            if (took != null) {
                times.addAll(LatencyFigures.of(requests.name(), took.all(), log.resolutionMicros(), 0, ""));
            }
            if (requests.requests() >= LatencyFigures.MIN_TIMES) {
                figures.add(LatencyFigures.availability(
                        requests.name(),
                        requests.failed(),
                        requests.requests(),
                        "origin: " + requests.failed() + " of " + requests.requests() + " failed"));
            }
        });
        long good = log.understood() - failed;
        if (good >= MIN_RATE_REQUESTS) {
            double error = RATE_ERRORS / Math.sqrt(good);
            boolean closed = log.users().isClosed();
            double rate = closed ? log.users().rate() : log.understood() / (double) load.seconds();
            figures.add(new MeasuredFigure(
                    "all",
                    "throughput",
                    LanguageNumbers.bare(good * rate / log.understood(), LogScenario.RATE_DIGITS) + "/s",
                    LatencyFigures.tolerance(error),
                    "origin: " + good + " successful requests in " + LogScenario.length(load.seconds())
                            + (closed ? ", with the rate of all " + log.users().users() + " users" : "")));
            if (service.values().stream().allMatch(took -> took != null)) {
                double busy = rate * meanWork;
                figures.add(new MeasuredFigure(
                        server,
                        "utilization",
                        LanguageNumbers.bare(busy / cores * 100, LogScenario.RATE_DIGITS) + "%",
                        LatencyFigures.tolerance(2 * error + workError()),
                        "origin: rate times mean service time (Little's law), divided by the cores"));
            }
        }
        return new Measurements(
                failed == 0 ? List.of() : List.of(LogScenario.FAILURES.failure()),
                "Measurements of the whole log, to validate a run against:",
                times,
                figures);
    }

    /** Returns the statistical error of the mean service time of a run, relative to the mean. */
    private double workError() {
        double variance = 0;
        double sum = 0;
        for (ServiceTimes took : service.values()) {
            variance += took.all().size()
                    * took.all().sample(log.resolutionMicros(), 0).variance()
                    / 1e6;
            sum += took.all().size() * took.all().mean();
        }
        return RATE_ERRORS * Math.sqrt(variance) / sum;
    }
}
