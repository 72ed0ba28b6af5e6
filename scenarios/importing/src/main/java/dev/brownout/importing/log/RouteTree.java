package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The routes of a log, learnt from its paths in bounded memory: what stands between two slashes is a word of the route,
 * or names a thing (a number, a UUID, anything with so many digits, or any of more than twenty different words of which
 * each has less than a fiftieth of the requests of its place). What names a thing is nowhere kept but as a part of a
 * hash.
 *
 * <p>A path that was not found makes no route: whoever tries doors makes many.
 */
final class RouteTree {
    /** The most words of a place, before those that are rare become names of things. */
    static final int MOST_WORDS = 20;

    /** The share of the requests of its place that a word must have to stay a word then. */
    static final double LEAST_SHARE = 0.02;

    /** The most routes. */
    static final int MOST_ROUTES = 64;

    private static final int MOST_DEPTH = 12;
    private static final int MOST_NODES = 4096;
    private static final int MOST_MADE = 1024;
    private static final Set<String> METHODS =
            new TreeSet<>(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"));
    private static final List<Integer> NO_ROUTE = List.of(400, 404, 405, 410, 414);

    private final RouteNode root = new RouteNode("", null);
    private final List<UrlRoute> made = new ArrayList<>();
    private final UrlRoute rest;
    private int nodes;
    private int living;
    private boolean full;

    /** No routes yet, but the one of all that have none. */
    RouteTree() {
        rest = new UrlRoute(0, "", null);
        made.add(rest);
    }

    /** Finds or makes the route of a request, counts it there, and answers it. */
    UrlRoute add(AccessLogEntry access) {
        UrlRoute route = METHODS.contains(access.method()) && access.path().startsWith("/") ? route(access) : rest;
        route.add(access);
        return route;
    }

    private UrlRoute route(AccessLogEntry access) {
        String path = access.path();
        boolean known = NO_ROUTE.contains(access.status());
        RouteNode node = root;
        long key = 0;
        boolean keyed = false;
        int from = 1;
        while (from < path.length() && node != null) {
            int slash = path.indexOf('/', from);
            int end = slash < 0 ? path.length() : slash;
            if (end > from) {
                String word = word(path, from, end);
                RouteNode next = below(node, word, known);
                if (next != null && (next == node.id() || next == node.name())) {
                    key += RouteNode.keyPart(word, node.depth());
                    keyed = true;
                }
                node = next;
            }
            from = end + 1;
        }
        UrlRoute route = node == null ? null : node.routes().get(access.method());
        if (route == null) {
            if (node == null || known || living == MOST_ROUTES || made.size() == MOST_MADE) {
                full |= !known;
                return rest;
            }
            route = made(access.method(), node);
        }
        if (keyed) {
            route.addKey(key, 1);
        }
        node.pass();
        return route;
    }

    private UrlRoute made(String method, RouteNode node) {
        UrlRoute route = new UrlRoute(made.size(), method, node);
        made.add(route);
        node.routes().put(method, route);
        living++;
        return route;
    }

    /** What stands between two slashes, without parameters behind a semicolon. */
    private static String word(String path, int from, int end) {
        int semicolon = path.indexOf(';', from);
        return path.substring(from, semicolon >= 0 && semicolon < end ? semicolon : end);
    }

    private RouteNode below(RouteNode node, String word, boolean known) {
        if (PathSegmentClassifier.nameAThing(word)) {
            return known ? node.id() : node.madeId();
        }
        RouteNode next = node.words().get(word);
        if (next != null || known) {
            return next != null ? next : node.name();
        }
        if (node.name() != null) {
            return node.name();
        }
        if (node.depth() == MOST_DEPTH || nodes == MOST_NODES) {
            return null;
        }
        next = node.madeWord(word);
        nodes++;
        if (node.words().size() > MOST_WORDS) {
            fold(node);
            return node.words().getOrDefault(word, node.name());
        }
        return next;
    }

    /** Makes those of the words of a place that are rare names of things. */
    private void fold(RouteNode node) {
        long all = node.name() == null ? 0 : node.name().requests();
        for (RouteNode word : node.words().values()) {
            all += word.requests();
        }
        List<String> rare = new ArrayList<>();
        for (var word : node.words().entrySet()) {
            if (word.getValue().requests() <= LEAST_SHARE * all) {
                rare.add(word.getKey());
            }
        }
        for (String word : rare) {
            merge(node.words().remove(word), node.madeName(), RouteNode.keyPart(word, node.depth()));
        }
    }

    /** Makes all below a place a part of what is below another, with one part more in each key. */
    private void merge(RouteNode from, RouteNode into, long keyPart) {
        into.take(from);
        for (var ending : from.routes().entrySet()) {
            UrlRoute there = into.routes().get(ending.getKey());
            ending.getValue().become(there != null ? there : made(ending.getKey(), into), keyPart);
            living--;
        }
        for (var word : from.words().entrySet()) {
            RouteNode there = into.words().get(word.getKey());
            if (there == null && into.name() != null) {
                merge(word.getValue(), into.name(), keyPart + RouteNode.keyPart(word.getKey(), into.depth()));
            } else {
                merge(word.getValue(), there != null ? there : into.madeWord(word.getKey()), keyPart);
            }
        }
        if (from.id() != null) {
            merge(from.id(), into.madeId(), keyPart);
        }
        if (from.name() != null) {
            merge(from.name(), into.madeName(), keyPart);
        }
        if (into.words().size() > MOST_WORDS) {
            fold(into);
        }
    }

    /**
     * The routes of all requests, those with the most first; what was a word and has become rare since is none any
     * more.
     */
    List<UrlRoute> routes() {
        settle(root);
        List<UrlRoute> routes = new ArrayList<>(made);
        routes.removeIf(route -> route.requests() == 0 || route.settled() != route || route == rest);
        routes.sort(Comparator.comparingLong(UrlRoute::requests)
                .reversed()
                .thenComparing(UrlRoute::path)
                .thenComparing(UrlRoute::method));
        return routes;
    }

    private void settle(RouteNode node) {
        if (node == null) {
            return;
        }
        if (node.name() != null) {
            fold(node);
        }
        new ArrayList<>(node.words().values()).forEach(this::settle);
        settle(node.id());
        settle(node.name());
    }

    /** The requests that have no route. */
    UrlRoute rest() {
        return rest;
    }

    /** The route of a number, or the one of which it has become a part. */
    UrlRoute route(int number) {
        return made.get(number).settled();
    }

    /** Whether there were more routes than are told apart. */
    boolean full() {
        return full;
    }
}
