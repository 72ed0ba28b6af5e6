package dev.brownout.importing.log;

import dev.brownout.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Class of requests that has one name in the scenario.
 *
 * @param name name in the scenario
 * @param label method and path, as human-readable text
 * @param routes routes of the requests
 */
record LogRequestClass(String name, String label, List<UrlRoute> routes) {
    /** Maximum number of classes with a name of their own. */
    static final int MOST = 12;

    /** Minimum share of all requests of such a class. */
    static final double LEAST_SHARE = 0.005;

    private static final int LONGEST_NAME = 40;
    private static final String OTHER = "other";

    LogRequestClass {
        routes = List.copyOf(routes);
    }

    /**
     * Returns the request classes of a log in descending order of requests. The class of the remaining requests is
     * last.
     */
    static List<LogRequestClass> of(RouteTree tree) {
        List<UrlRoute> routes = tree.routes();
        long all = tree.rest().requests()
                + routes.stream().mapToLong(UrlRoute::requests).sum();
        List<LogRequestClass> classes = new ArrayList<>();
        List<UrlRoute> rest = new ArrayList<>();
        Set<String> names = new TreeSet<>(Language.WORDS);
        names.addAll(List.of(LogScenario.SERVER, LogScenario.FAILURES.name(), OTHER));
        for (UrlRoute route : routes) {
            if (classes.size() < MOST && route.requests() >= LEAST_SHARE * all) {
                String label = route.label();
                classes.add(new LogRequestClass(unlike(names, name(route)), label, List.of(route)));
            } else {
                rest.add(route);
            }
        }
        if (tree.rest().requests() > 0) {
            rest.add(tree.rest());
        }
        if (!rest.isEmpty()) {
            int more = rest.size() - (tree.rest().requests() > 0 ? 1 : 0);
            String label =
                    more == 0 ? "responses 404, and lines that are not a request" : "all other routes (" + more + ")";
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

    private static String unlike(Set<String> names, String name) {
        String found = name;
        for (int number = 2; !names.add(found); number++) {
            found = name + "-" + number;
        }
        return found;
    }

    long requests() {
        return routes.stream().mapToLong(UrlRoute::requests).sum();
    }

    long failed() {
        return routes.stream().mapToLong(UrlRoute::failed).sum();
    }

    /** Returns the mean size of the responses in bytes, or NaN if the log has no sizes. */
    double meanBytes() {
        double bytes = 0;
        long requests = 0;
        for (UrlRoute route : routes) {
            if (!Double.isNaN(route.meanBytes())) {
                bytes += route.meanBytes() * route.requests();
                requests += route.requests();
            }
        }
        return requests == 0 ? Double.NaN : bytes / requests;
    }

    /** Returns the number of requests per key, or null if it is unknown. */
    KeyCounts keys() {
        return routes.size() == 1 ? routes.get(0).keys() : null;
    }
}
