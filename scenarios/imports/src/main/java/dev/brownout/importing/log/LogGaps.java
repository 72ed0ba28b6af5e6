package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.loadtest.LoopKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Lists the information missing from an access log that the user must provide, as sentences. */
final class LogGaps {
    private static final double COARSE = 5;
    private static final double SLOWER = 1.25;
    private static final double OTHER_MIX = 0.05;
    private static final double BURSTS = 1.2;
    private static final double MEDIAN = 0.5;

    /** Longest interval of counted requests that shows the peaks of a minute, in seconds. */
    private static final long SHORT_PEAK = 60;

    /** Share of the requests with all users active above which the number of users is constant. */
    private static final double STEADY = 0.95;

    private LogGaps() {}

    /**
     * Returns the gaps of a log.
     *
     * @param service response times per request class; null for a class without logged response times
     */
    static List<String> gaps(
            AccessLog log, LoadSteps load, QuietPeriod times, Map<LogRequestClass, ServiceTimes> service) {
        List<String> missing = new ArrayList<>();
        missing.add(
                log.details().backends().isKnown()
                        ? "cores: the cores of each node"
                        : "cores and nodes: the number of nodes, and the cores of each");
        if (log.timed() == 0) {
            missing.add("service: " + log.format().untimed() + "; the distribution here is a "
                    + "placeholder and must be measured (nginx: $request_time; Apache: %D; JSON: "
                    + "a field with its unit, such as duration_ms)");
        } else {
            missing.add("the parts of a response time that are work on a core and waiting for "
                    + "databases and other services: here all of it is work");
            if (!times.isReported()) {
                missing.add("work and queueing: the log has no period of low load to compare with, so "
                        + "queueing time is counted as work");
            }
        }
        resolution(log, service, missing);
        service.forEach((requests, serviceTimes) -> slower(requests, serviceTimes, missing));
        failedTimes(service, missing);
        service.keySet().forEach(requests -> mix(log, times, requests, missing));
        failures(times, missing);
        if (load.dispersion() > BURSTS) {
            missing.add("bursts: from one window of " + load.windowSeconds()
                    + " s to the next the number of requests varies " + QuantityFormat.format(load.dispersion(), "1")
                    + " times as much as with Poisson arrivals, which the steps here have");
        }
        if (load.widthSeconds() > SHORT_PEAK) {
            missing.add("peaks shorter than " + LogScenario.length(load.widthSeconds())
                    + ": the requests of this log are counted in intervals of that length; import a part of it");
        }
        if (log.routes().isFull()) {
            missing.add("routes: there are more than " + RouteTree.MOST_ROUTES + "; what came later is in 'other'");
        }
        long none = log.withoutRoute();
        if (none > 0) {
            missing.add("routes of " + none + " requests with a status of "
                    + RouteTree.NO_ROUTE.stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + ": such a request creates no route, and is in 'other' unless another request has its path");
        }
        PeakUsers users = log.users();
        if (users.users() > 0 && !(users.isClosed() && users.requests() >= STEADY * users.all())) {
            missing.add(users(users));
        }
        cache(log, service, missing);
        missing.addAll(log.details().remarks(log.longestMicros()));
        log.format().leftOut().forEach(missing::add);
        if (log.asides() > 0) {
            missing.add(log.asides() + (log.asides() == 1 ? " line" : " lines") + " without a request");
        }
        missing.add("keys in queries or bodies, which are not read");
        missing.add("users: their distance, timeouts and retries");
        return missing;
    }

    /** Returns the remark on the users of a load generator. */
    private static String users(PeakUsers users) {
        if (users.loop() == LoopKind.OPEN) {
            return "the users of the load generator: its threads send each sample once, so the load is open";
        }
        if (!users.isClosed()) {
            return "the users of the load generator: up to " + users.users()
                    + " were active at a time, but not for long,"
                    + " so the load is open; if they waited for their responses, write 'load: users(...)'";
        }
        long part = 100 * users.requests() / Math.max(1, users.all());
        return "the rise of the load: " + users.users() + " users were active for " + part + " % of the requests, and"
                + " are here all the time";
    }

    private static void cache(AccessLog log, Map<LogRequestClass, ServiceTimes> service, List<String> missing) {
        if (log.details().cacheWords().isEmpty()) {
            return;
        }
        boolean used = service.keySet().stream().anyMatch(LogRequestClass::isCached);
        missing.add("cache results: " + log.details().cacheWords().text()
                + (used
                        ? "; a hit is a response without the origin; the capacity, the time to live and the content at"
                                + " the start are not in a log, and each route has a cache of its own here"
                        : "; here no component is a cache, so hits and misses are one distribution"));
    }

    private static void resolution(AccessLog log, Map<LogRequestClass, ServiceTimes> service, List<String> missing) {
        List<String> coarse = new ArrayList<>();
        service.forEach((requests, times) -> {
            if (times != null && times.all().percentile(MEDIAN) < COARSE * log.resolutionMicros()) {
                coarse.add(requests.name());
            }
        });
        if (!coarse.isEmpty() && log.resolutionMicros() > 1) {
            missing.add(
                    "short times: the log has times in steps of " + QuantityFormat.nanos(log.resolutionMicros() * 1e3)
                            + ", which is coarse for " + String.join(", ", coarse));
        }
    }

    private static void slower(LogRequestClass requests, ServiceTimes times, List<String> missing) {
        if (times != null && times.ratio() >= SLOWER) {
            missing.add("slowdown of " + requests.name() + " at the busiest time: its median there is "
                    + QuantityFormat.format(times.ratio(), "1") + " times that at low load"
                    + (times.quiet() ? "" : "; here its times are those at any load"));
        }
    }

    /** Reports the times of failed responses that are too few for a distribution of their own. */
    private static void failedTimes(Map<LogRequestClass, ServiceTimes> service, List<String> missing) {
        List<String> unused = new ArrayList<>();
        service.forEach((requests, times) -> {
            if (times != null && times.hasUnusedFailures()) {
                unused.add(requests.name() + " (" + times.failed().size() + ", mean "
                        + QuantityFormat.nanos(times.failed().mean() * 1e3) + ")");
            }
        });
        if (!unused.isEmpty()) {
            missing.add("times of failed responses of " + String.join(", ", unused)
                    + ": too few for a distribution of their own; here they take as long as the successful ones");
        }
    }

    private static void mix(AccessLog log, QuietPeriod times, LogRequestClass requests, List<String> missing) {
        if (!times.isReported()) {
            return;
        }
        double quiet = share(log, times.quiet(), requests);
        double busy = share(log, times.busy(), requests);
        if (Math.abs(quiet - busy) > OTHER_MIX) {
            missing.add("changes of the mix: " + requests.name() + " is " + QuantityFormat.format(quiet, "ratio")
                    + " of the requests of the period of low load and " + QuantityFormat.format(busy, "ratio")
                    + " of the busiest; here it is the same all the time");
        }
    }

    private static double share(AccessLog log, PeriodStatistics stretch, LogRequestClass requests) {
        return stretch.mergedTimes(
                                log.routes(), requests.routes(), requests.part().successes())
                        .size()
                / (double) Math.max(1, stretch.timed());
    }

    private static void failures(QuietPeriod times, List<String> missing) {
        double quiet = times.quiet().failed() / (double) times.quiet().requests();
        double busy = times.busy().failed() / (double) times.busy().requests();
        if (times.isReported() && times.busy().failed() >= 10 && busy > 2 * quiet) {
            missing.add("reasons of failed responses: " + QuantityFormat.format(quiet, "ratio")
                    + " of the period of low load and "
                    + QuantityFormat.format(busy, "ratio")
                    + " of the busiest; here it is the same share all the time, whatever the"
                    + " load");
        }
    }
}
