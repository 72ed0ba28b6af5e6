package dev.brownout.importing.log;

import dev.brownout.importing.log.PeriodStatistics.TimeKind;
import dev.brownout.importing.log.UrlRoute.RequestTally;
import dev.brownout.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;

/**
 * Class of requests that has one name in the scenario.
 *
 * @param name name in the scenario
 * @param label method and path, as human-readable text
 * @param routes routes of the requests
 * @param part requests of the routes that belong to the class
 */
record LogRequestClass(String name, String label, List<UrlRoute> routes, ClassPart part) {
    /** Requests of a route with or without a lookup in a cache. */
    enum ClassPart {
        ALL,
        CACHED,
        UNCACHED;

        /** Returns the kinds of the times of successful responses. */
        List<TimeKind> successes() {
            return switch (this) {
                case ALL -> List.of(TimeKind.UNCACHED, TimeKind.HIT, TimeKind.MISS);
                case CACHED -> List.of(TimeKind.HIT, TimeKind.MISS);
                case UNCACHED -> List.of(TimeKind.UNCACHED);
            };
        }

        /** Returns the kinds of the times of failed responses. */
        List<TimeKind> failures() {
            return switch (this) {
                case ALL -> List.of(TimeKind.FAILED_UNCACHED, TimeKind.FAILED_CACHED);
                case CACHED -> List.of(TimeKind.FAILED_CACHED);
                case UNCACHED -> List.of(TimeKind.FAILED_UNCACHED);
            };
        }
    }

    /** Maximum number of classes with a name of their own. */
    static final int MAXIMUM = 12;

    /** Minimum share of all requests of such a class. */
    static final double LEAST_SHARE = 0.005;

    private static final int LONGEST_NAME = 40;
    private static final String OTHER = "other";

    /** Minimum number of lookups, of hits and of misses of a class with a cache. */
    private static final int LEAST_LOOKUPS = 100;

    private static final int LEAST_OF_EACH = 10;

    LogRequestClass {
        routes = List.copyOf(routes);
    }

    /** Creates a class of all requests of its routes. */
    private LogRequestClass(String name, String label, List<UrlRoute> routes) {
        this(name, label, routes, ClassPart.ALL);
    }

    /** Returns the request classes of a log. Requests with a lookup in a cache and others are different classes. */
    static List<LogRequestClass> byCache(RouteTree tree) {
        List<LogRequestClass> all = of(tree);
        Set<String> names =
                new TreeSet<>(all.stream().map(LogRequestClass::name).toList());
        List<LogRequestClass> parts = new ArrayList<>();
        for (LogRequestClass one : all) {
            long misses = one.lookups() - one.hits();
            boolean few = one.lookups() < LEAST_LOOKUPS || Math.min(one.hits(), misses) < LEAST_OF_EACH;
            if (few) {
                parts.add(one);
                continue;
            }
            parts.add(new LogRequestClass(one.name, one.label, one.routes, ClassPart.CACHED));
            LogRequestClass rest = new LogRequestClass(
                    one.name + "-uncached",
                    one.label + ", without a lookup in the cache",
                    one.routes,
                    ClassPart.UNCACHED);
            if (rest.requests() > 0) {
                parts.add(new LogRequestClass(uniqueName(names, rest.name), rest.label, rest.routes, rest.part));
            }
        }
        return parts;
    }

    /**
     * Returns the request classes of a log in descending order of requests. The class of the remaining requests is
     * last.
     */
    static List<LogRequestClass> of(RouteTree tree) {
        List<UrlRoute> routes = tree.routes();
        long all = tree.otherRoute().requests()
                + routes.stream().mapToLong(UrlRoute::requests).sum();
        List<LogRequestClass> classes = new ArrayList<>();
        List<UrlRoute> rest = new ArrayList<>();
        Set<String> names = new TreeSet<>(Language.WORDS);
        names.addAll(
                List.of(LogScenario.SERVER, LogScenario.ORIGIN, LogScenario.CACHE, LogScenario.FAILURES.name(), OTHER));
        for (UrlRoute route : routes) {
            if (classes.size() < MAXIMUM && route.requests() >= LEAST_SHARE * all) {
                String label = route.label();
                classes.add(new LogRequestClass(uniqueName(names, name(route)), label, List.of(route)));
            } else {
                rest.add(route);
            }
        }
        if (tree.otherRoute().requests() > 0) {
            rest.add(tree.otherRoute());
        }
        if (!rest.isEmpty()) {
            int more = rest.size() - (tree.otherRoute().requests() > 0 ? 1 : 0);
            String label = more == 0
                    ? "responses 400, 404, 405, 410 or 414, and lines without a path"
                    : "all other routes (" + more + ")";
            classes.add(new LogRequestClass(OTHER, label, rest));
        }
        return classes;
    }

    private static String name(UrlRoute route) {
        if (route.path().isEmpty()) {
            String plain = route.label().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
            return cut(plain.replaceAll("^[^a-z]+", "").isEmpty() ? "request" : plain.replaceAll("^[^a-z]+", ""));
        }
        String path =
                route.path().equals("/") ? "root" : route.path().substring(1).replace(":", "");
        String name = (route.method() + "-" + path).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return cut(name);
    }

    private static String cut(String name) {
        String cut = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return cut.endsWith("-") ? cut.substring(0, cut.length() - 1) : cut;
    }

    private static String uniqueName(Set<String> names, String name) {
        String found = name;
        for (int number = 2; !names.add(found); number++) {
            found = name + "-" + number;
        }
        return found;
    }

    private List<RequestTally> tallies() {
        List<RequestTally> tallies = new ArrayList<>();
        for (UrlRoute route : routes) {
            if (part != ClassPart.CACHED) {
                tallies.add(route.uncached());
            }
            if (part != ClassPart.UNCACHED) {
                tallies.add(route.cached());
            }
        }
        return tallies;
    }

    private long sum(ToLongFunction<RequestTally> count) {
        return tallies().stream().mapToLong(count).sum();
    }

    long requests() {
        return sum(RequestTally::requests);
    }

    /** Returns the number of requests of the routes, with those of the other part. */
    long requestsOfRoutes() {
        return routes.stream().mapToLong(UrlRoute::requests).sum();
    }

    /** Returns the number of responses with a status of 500 or higher. */
    long failed() {
        return sum(RequestTally::failed);
    }

    /** Returns the number of requests with a response. */
    long responses() {
        return requests() - sum(RequestTally::unanswered);
    }

    /** Returns the share of failed responses. */
    double failedShare() {
        return responses() == 0 ? 0 : failed() / (double) responses();
    }

    /** Returns whether the class has requests with a lookup in a cache only. */
    boolean isCached() {
        return part == ClassPart.CACHED;
    }

    /** Returns whether the class has no lookups, and most of its requests went to the origin. */
    boolean isPassed() {
        long passed = routes.stream().mapToLong(UrlRoute::originRequests).sum();
        return !isCached() && 2 * passed > requests();
    }

    /** Returns the number of successful requests with a lookup in a cache. */
    long lookups() {
        return routes.stream().mapToLong(UrlRoute::lookups).sum();
    }

    /** Returns the number of successful requests with a response of the cache. */
    long hits() {
        return routes.stream().mapToLong(UrlRoute::hits).sum();
    }

    /** Returns the share of the lookups that are hits. */
    double hitRatio() {
        return hits() / (double) lookups();
    }

    /** Returns the mean size of the responses in bytes, or NaN if the log has no sizes. */
    double meanBytes() {
        double bytes = 0;
        long requests = 0;
        for (RequestTally tally : tallies()) {
            if (!Double.isNaN(tally.meanBytes())) {
                bytes += tally.meanBytes() * tally.requests();
                requests += tally.requests();
            }
        }
        return requests == 0 ? Double.NaN : bytes / requests;
    }

    /** Returns the number of requests per key, or null if it is unknown. */
    KeyCounts keys() {
        return routes.size() == 1 ? routes.get(0).keys() : null;
    }
}
