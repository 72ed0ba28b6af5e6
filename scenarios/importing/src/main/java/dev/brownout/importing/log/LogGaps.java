package dev.brownout.importing.log;

import dev.brownout.format.QuantityFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Lists the information missing from an access log that the user must provide, as sentences. */
final class LogGaps {
    private static final double COARSE = 5;
    private static final double SLOWER = 1.25;
    private static final double OTHER_MIX = 0.05;
    private static final double BURSTS = 1.2;
    private static final double MEDIAN = 0.5;

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
        List<String> untold = new ArrayList<>();
        untold.add(
                log.details().backends().isKnown()
                        ? "cores: the cores of each node"
                        : "cores and nodes: the number of nodes, and the cores of each");
        if (log.timed() == 0) {
            untold.add("service: " + log.format().untimed() + "; the distribution here is a "
                    + "placeholder and must be measured (nginx: $request_time; Apache: %D; JSON: "
                    + "a field with its unit, such as duration_ms)");
        } else {
            untold.add("the parts of a response time that are work on a core and waiting for "
                    + "databases and other services: here all of it is work");
            if (!times.told()) {
                untold.add("work and queueing: the log has no period of low load to compare with, so "
                        + "queueing time is counted as work");
            }
        }
        resolution(log, service, untold);
        service.forEach((requests, took) -> slower(requests, took, untold));
        failedTimes(service, untold);
        service.keySet().forEach(requests -> mix(log, times, requests, untold));
        failures(times, untold);
        if (load.dispersion() > BURSTS) {
            untold.add("bursts: from one window of " + load.windowSeconds()
                    + " s to the next the number of requests varies " + QuantityFormat.format(load.dispersion(), "1")
                    + " times as much as with Poisson arrivals, which the steps here have");
        }
        if (log.routes().full()) {
            untold.add("routes: there are more than " + RouteTree.MOST_ROUTES + "; what came later is in 'other'");
        }
        PeakUsers users = log.users();
        if (users.users() > 0 && !(users.isClosed() && users.requests() >= STEADY * users.all())) {
            untold.add(users(users));
        }
        cache(log, service, untold);
        untold.addAll(log.details().remarks(log.longestMicros()));
        log.format().leftOut().forEach(untold::add);
        if (log.asides() > 0) {
            untold.add(log.asides() + (log.asides() == 1 ? " line" : " lines") + " without a request");
        }
        untold.add("keys in queries or bodies, which are not read");
        untold.add("users: their distance, timeouts and retries");
        return untold;
    }

    /** Returns the remark on the users of a load generator. */
    private static String users(PeakUsers users) {
        if (!users.isClosed()) {
            return "the users of the load generator: up to " + users.users()
                    + " were active at a time, but not for long,"
                    + " so the load is open; if they waited for their responses, write 'load: users(...)'";
        }
        long part = 100 * users.requests() / Math.max(1, users.all());
        return "the rise of the load: " + users.users() + " users were active for " + part + " % of the requests, and"
                + " are here all the time";
    }

    private static void cache(AccessLog log, Map<LogRequestClass, ServiceTimes> service, List<String> untold) {
        if (log.details().cacheWords().isEmpty()) {
            return;
        }
        boolean used = service.keySet().stream().anyMatch(LogRequestClass::isCached);
        untold.add("cache results: " + log.details().cacheWords().text()
                + (used
                        ? "; a hit is a response without the origin; the capacity, the time to live and the content at"
                                + " the start are not in a log, and each route has a cache of its own here"
                        : "; here no component is a cache, so hits and misses are one distribution"));
    }

    private static void resolution(AccessLog log, Map<LogRequestClass, ServiceTimes> service, List<String> untold) {
        List<String> coarse = new ArrayList<>();
        service.forEach((requests, took) -> {
            if (took != null && took.all().percentile(MEDIAN) < COARSE * log.resolutionMicros()) {
                coarse.add(requests.name());
            }
        });
        if (!coarse.isEmpty() && log.resolutionMicros() > 1) {
            untold.add(
                    "short times: the log has times in steps of " + QuantityFormat.nanos(log.resolutionMicros() * 1e3)
                            + ", which is coarse for " + String.join(", ", coarse));
        }
    }

    private static void slower(LogRequestClass requests, ServiceTimes took, List<String> untold) {
        if (took != null && took.ratio() >= SLOWER) {
            untold.add("slowdown of " + requests.name() + " at the busiest time: its median there is "
                    + QuantityFormat.format(took.ratio(), "1") + " times that at low load"
                    + (took.quiet() ? "" : "; here its times are those at any load"));
        }
    }

    /** Reports the times of failed responses that are too few for a distribution of their own. */
    private static void failedTimes(Map<LogRequestClass, ServiceTimes> service, List<String> untold) {
        List<String> unused = new ArrayList<>();
        service.forEach((requests, took) -> {
            if (took != null && took.hasUnusedFailures()) {
                unused.add(requests.name() + " (" + took.failed().size() + ", mean "
                        + QuantityFormat.nanos(took.failed().mean() * 1e3) + ")");
            }
        });
        if (!unused.isEmpty()) {
            untold.add("times of failed responses of " + String.join(", ", unused)
                    + ": too few for a distribution of their own; here they take as long as the successful ones");
        }
    }

    private static void mix(AccessLog log, QuietPeriod times, LogRequestClass requests, List<String> untold) {
        if (!times.told()) {
            return;
        }
        double quiet = share(log, times.quiet(), requests);
        double busy = share(log, times.busy(), requests);
        if (Math.abs(quiet - busy) > OTHER_MIX) {
            untold.add("changes of the mix: " + requests.name() + " is " + QuantityFormat.format(quiet, "ratio")
                    + " of the requests of the period of low load and " + QuantityFormat.format(busy, "ratio")
                    + " of the busiest; here it is the same all the time");
        }
    }

    private static double share(AccessLog log, PeriodStatistics stretch, LogRequestClass requests) {
        return stretch.took(log.routes(), requests.routes(), requests.part().successes())
                        .size()
                / (double) Math.max(1, stretch.timed());
    }

    private static void failures(QuietPeriod times, List<String> untold) {
        double quiet = times.quiet().failed() / (double) times.quiet().requests();
        double busy = times.busy().failed() / (double) times.busy().requests();
        if (times.told() && times.busy().failed() >= 10 && busy > 2 * quiet) {
            untold.add("reasons of failed responses: " + QuantityFormat.format(quiet, "ratio")
                    + " of the period of low load and "
                    + QuantityFormat.format(busy, "ratio")
                    + " of the busiest; here it is the same share all the time, whatever the"
                    + " load");
        }
    }
}
