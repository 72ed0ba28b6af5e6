package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Routes of a log, learned from its paths in bounded memory. A path segment is either a fixed word of the route or an
 * identifier. It is an identifier if it looks like one (a number, a UUID, four digits or more). If a node has more than
 * twenty different words, those with at most one fiftieth of its requests become identifiers as well. At the end, so do
 * the words with more requests that are the most popular keys ({@link PopularityCurve}) and have the same routes below
 * them. Identifiers are stored only as a part of a hash.
 *
 * <p>A request for a path that was not found creates no route, since vulnerability scanners try many paths.
 */
final class RouteTree {
    /** Maximum number of words of a node before its rare words become identifiers. */
    static final int MOST_WORDS = 20;

    /** Share of the requests of its node above which a word remains a word. */
    static final double LEAST_SHARE = 0.02;

    /** Maximum number of routes. */
    static final int MOST_ROUTES = 64;

    /** Minimum number of words with one request that are identifiers. */
    private static final int LEAST_SINGLE = 2;

    private static final int LONGEST_WORD = 32;
    private static final int LONGEST_UNSEPARATED = 20;
    private static final int MOST_DIGITS = 3;
    private static final int LEAST_HEX = 8;
    private static final int MOST_DEPTH = 12;
    private static final int MOST_NODES = 4096;
    private static final int MOST_MADE = 1024;
    private static final int MAX_FAILED_REDUCTIONS = 64;

    /** Number of requests after which rare words are reviewed; they are again whenever it has doubled. */
    private static final long FIRST_REVIEW = 1 << 10;

    private static final Set<String> METHODS =
            new TreeSet<>(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "CONNECT", "TRACE"));
    /** Statuses of requests for a path or a method that does not exist, which create no route. */
    static final List<Integer> NO_ROUTE = List.of(400, 404, 405, 410, 414);

    private final RouteNode root = new RouteNode("", null);
    private final List<UrlRoute> made = new ArrayList<>();
    private final Map<String, UrlRoute> names = new TreeMap<>();
    private final UrlRoute rest;
    /** Values of the segments of the current path that stand for many words, by depth. */
    private String[] named = new String[MOST_DEPTH + 1];

    private long added;
    private int failedReductions;
    private int nodes;
    private int living;
    private boolean full;

    /** Creates a tree with only the route for requests without a route of their own. */
    RouteTree() {
        rest = new UrlRoute(0, "", null);
        made.add(rest);
    }

    /** Finds or creates the route of a request, counts the request there, and returns the route. */
    UrlRoute add(AccessLogEntry access) {
        added++;
        if (added >= FIRST_REVIEW && Long.bitCount(added) == 1) {
            review();
        }
        UrlRoute route = !access.name().isEmpty()
                ? named(access)
                : METHODS.contains(access.method()) && access.path().startsWith("/") ? route(access) : rest;
        route.add(access);
        return route;
    }

    /** Finds or creates the route of a request that has a name. Its path is a key. */
    private UrlRoute named(AccessLogEntry access) {
        UrlRoute route = names.get(access.name());
        if (route == null && living == MOST_ROUTES) {
            full = true;
            return rest;
        }
        if (route == null) {
            route = UrlRoute.named(made.size(), access.name());
            made.add(route);
            names.put(access.name(), route);
            living++;
        }
        long key = RouteNode.keyPart(access.path(), 0);
        if (!access.path().isEmpty()) {
            route.addKey(key, 1);
        }
        route.addAge(key, access);
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
                RouteNode next = childOf(node, word, known);
                if (next != null && (next == node.id() || next == node.name())) {
                    key += RouteNode.keyPart(word, node.depth());
                    keyed = true;
                    named = node.depth() < named.length ? named : Arrays.copyOf(named, 2 * node.depth());
                    named[node.depth()] = word;
                }
                node = next;
            }
            from = end + 1;
        }
        UrlRoute route = node == null ? null : node.routes().get(access.method());
        if (route == null && node != null && !known && living == MOST_ROUTES && compact()) {
            return route(access);
        }
        if (route == null) {
            if (node == null || known || living == MOST_ROUTES || made.size() == MOST_MADE) {
                full |= !known;
                return rest;
            }
            route = createRoute(access.method(), node);
        }
        if (keyed) {
            route.addKey(key, 1);
        }
        route.addAge(key, access);
        node.pass();
        for (RouteNode at = node; at.parentNode() != null; at = at.parentNode()) {
            if (at == at.parentNode().name()) {
                at.addValue(named[at.parentNode().depth()], 1);
            }
        }
        return route;
    }

    /** Turns words that have become rare into identifiers. */
    private void review() {
        List<RouteNode> all = new ArrayList<>(List.of(root));
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name() != null) {
                fold(all.get(i));
            }
            all.addAll(all.get(i).children());
        }
    }

    private UrlRoute createRoute(String method, RouteNode node) {
        UrlRoute route = new UrlRoute(made.size(), method, node);
        made.add(route);
        node.routes().put(method, route);
        living++;
        return route;
    }

    /** Returns a path segment without its parameters after a semicolon. */
    private static String word(String path, int from, int end) {
        int semicolon = path.indexOf(';', from);
        return path.substring(from, semicolon >= 0 && semicolon < end ? semicolon : end);
    }

    /**
     * Returns whether a path segment is an identifier. An identifier is a number, a hexadecimal number of eight
     * characters or more that contains a digit, or a segment with four digits or more. A segment of more than 32
     * characters (such as a UUID) is one as well, and so is one of more than 20 characters without a separator
     * ({@code - _ . ~}). So is a segment with a character that is no letter, digit or separator, such as {@code @} or
     * {@code %}.
     */
    private static boolean isIdentifier(String word) {
        if (word.length() > LONGEST_WORD) {
            return true;
        }
        int digits = 0;
        int hex = 0;
        int parting = 0;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            boolean digit = c >= '0' && c <= '9';
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
            boolean parts = c == '-' || c == '_' || c == '.' || c == '~';
            if (!digit && !letter && !parts) {
                return true;
            }
            digits += digit ? 1 : 0;
            hex += digit || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F' ? 1 : 0;
            parting += parts ? 1 : 0;
        }
        return digits == word.length()
                || digits > MOST_DIGITS
                || digits > 0 && hex == word.length() && hex >= LEAST_HEX
                || parting == 0 && word.length() > LONGEST_UNSEPARATED;
    }

    private RouteNode childOf(RouteNode node, String word, boolean known) {
        if (isIdentifier(word)) {
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

    /** Turns the rare words of a node into identifiers. */
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
        rare.forEach(word -> identify(node, word));
    }

    /** Turns a word of a node into an identifier. */
    private void identify(RouteNode node, String word) {
        identify(node.words().remove(word), node.madeName(), word, 0);
    }

    private void identify(RouteNode from, RouteNode into, String word, long keyPart) {
        into.addValue(word, from.requests());
        merge(from, into, keyPart + RouteNode.keyPart(word, into.depth() - 1));
    }

    /** Reduces the number of routes, and returns whether there are fewer. */
    private boolean compact() {
        int before = living;
        boolean changed = failedReductions < MAX_FAILED_REDUCTIONS;
        while (changed && living == before) {
            changed = identifyMore();
        }
        failedReductions += living < before ? 0 : 1;
        return living < before;
    }

    /**
     * Turns words with several routes that are those of the names beside them into identifiers, or, if there are none,
     * the rarer half of the words of the node with the most words.
     *
     * @return whether there were such words
     */
    private boolean identifyMore() {
        List<RouteNode> all = new ArrayList<>(List.of(root));
        RouteNode widest = root;
        for (int i = 0; i < all.size(); i++) {
            RouteNode node = all.get(i);
            List<String> similar = node.words().entrySet().stream()
                    .filter(word -> node.name() != null
                            && !word.getValue().children().isEmpty()
                            && word.getValue().isSimilarTo(node.name()))
                    .map(Map.Entry::getKey)
                    .toList();
            if (!similar.isEmpty()) {
                similar.forEach(word -> identify(node, word));
                return true;
            }
            widest = node.words().size() > widest.words().size() ? node : widest;
            all.addAll(node.children());
        }
        if (widest.words().size() <= MOST_WORDS) {
            return false;
        }
        RouteNode node = widest;
        long[] counts = node.words().values().stream()
                .mapToLong(RouteNode::requests)
                .sorted()
                .toArray();
        List<String> rare = node.words().entrySet().stream()
                .filter(word -> word.getValue().requests() <= counts[counts.length / 2])
                .map(Map.Entry::getKey)
                .toList();
        rare.forEach(word -> identify(node, word));
        return true;
    }

    /** Turns the words of a node into identifiers that are its most popular ones. */
    private void identifyPopular(RouteNode node) {
        List<String> popular = node.words().entrySet().stream()
                .filter(word -> word.getValue().isSimilarTo(node.name()))
                .map(Map.Entry::getKey)
                .toList();
        long[] counts = popular.stream()
                .mapToLong(word -> node.words().get(word).requests())
                .toArray();
        long most = PopularityCurve.mostOf(node.name().values(), counts);
        for (String word : popular) {
            if (node.words().get(word).requests() <= most) {
                identify(node, word);
            }
        }
        if (node.id() != null && node.id().isSimilarTo(node.name())) {
            boolean ids = node.id().requests() > node.name().requests();
            merge(ids ? node.removeName() : node.removeId(), ids ? node.id() : node.name(), 0);
        }
    }

    /**
     * Turns the words of a node below an identifier into identifiers if most of them were requested once, as the names
     * of persons or objects.
     */
    private void identifySingle(RouteNode node) {
        boolean isBelowIdentifier = false;
        for (RouteNode at = node; at != null && at.parentNode() != null; at = at.parentNode()) {
            RouteNode parent = at.parentNode();
            isBelowIdentifier |= at == parent.id() || at == parent.name();
        }
        List<String> single = node.words().entrySet().stream()
                .filter(word -> word.getValue().requests() == 1)
                .map(Map.Entry::getKey)
                .toList();
        if (isBelowIdentifier
                && single.size() >= LEAST_SINGLE
                && 2 * single.size() >= node.words().size()) {
            single.forEach(word -> identify(node, word));
        }
    }

    /** Merges the subtree of one node into that of another. The key of each merged route gets one more part. */
    private void merge(RouteNode from, RouteNode into, long keyPart) {
        into.merge(from);
        for (var ending : from.routes().entrySet()) {
            UrlRoute existing = into.routes().get(ending.getKey());
            ending.getValue().become(existing != null ? existing : createRoute(ending.getKey(), into), keyPart);
            living--;
        }
        for (var word : from.words().entrySet()) {
            RouteNode existing = into.words().get(word.getKey());
            if (existing == null && into.name() != null) {
                identify(word.getValue(), into.name(), word.getKey(), keyPart);
            } else {
                merge(word.getValue(), existing != null ? existing : into.madeWord(word.getKey()), keyPart);
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
     * Returns the routes of all requests in descending order of requests. Words that have become rare are turned into
     * identifiers first.
     */
    List<UrlRoute> routes() {
        mergeChildren(root);
        List<UrlRoute> routes = new ArrayList<>(made);
        routes.removeIf(route -> route.requests() == 0 || route.mergedRoute() != route || route == rest);
        routes.sort(Comparator.comparingLong(UrlRoute::requests)
                .reversed()
                .thenComparing(UrlRoute::path)
                .thenComparing(UrlRoute::method));
        return routes;
    }

    private void mergeChildren(RouteNode node) {
        if (node == null) {
            return;
        }
        identifySingle(node);
        if (node.name() != null) {
            fold(node);
            identifyPopular(node);
        }
        new ArrayList<>(node.words().values()).forEach(this::mergeChildren);
        mergeChildren(node.id());
        mergeChildren(node.name());
    }

    /** Returns the route for requests without a route of their own. */
    UrlRoute otherRoute() {
        return rest;
    }

    /** Returns the route with a number, or the route that it was merged into. */
    UrlRoute route(int number) {
        return made.get(number).mergedRoute();
    }

    /** Returns whether the log has more routes than are distinguished. */
    boolean isFull() {
        return full;
    }
}
