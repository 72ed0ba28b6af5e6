package dev.brownout.importing.log;

import java.util.Map;
import java.util.TreeMap;

/** Node in the tree of all paths: one path segment with the segments that follow it. */
final class RouteNode {
    private final String word;
    private final RouteNode above;
    private final int depth;
    private final Map<String, RouteNode> words = new TreeMap<>();
    private final Map<String, UrlRoute> routes = new TreeMap<>();
    private RouteNode id;
    private RouteNode name;
    private long requests;

    RouteNode(String word, RouteNode above) {
        this.word = word;
        this.above = above;
        this.depth = above == null ? 0 : above.depth + 1;
    }

    /** Returns the number of requests with this node on their path. */
    long requests() {
        return requests;
    }

    /** Counts a request in this node and in all its ancestors. */
    void pass() {
        for (RouteNode node = this; node != null; node = node.above) {
            node.requests++;
        }
    }

    /** Adds the requests of another node. */
    void take(RouteNode other) {
        requests += other.requests;
    }

    /** Returns the path from the root. */
    String path() {
        if (above == null) {
            return "/";
        }
        String before = above.path();
        return before.equals("/") ? "/" + word : before + "/" + word;
    }

    /** Returns the child nodes by fixed path segment. */
    Map<String, RouteNode> words() {
        return words;
    }

    /** Returns the routes that end at this node, by method. */
    Map<String, UrlRoute> routes() {
        return routes;
    }

    /** Returns the child node for segments that look like identifiers, such as numbers, or null if there is none. */
    RouteNode id() {
        return id;
    }

    /** Returns the child node for segments with too many different values, or null if there is none. */
    RouteNode name() {
        return name;
    }

    /** Returns the child node for segments that look like identifiers, and creates it if there is none. */
    RouteNode madeId() {
        if (id == null) {
            id = new RouteNode(":id", this);
        }
        return id;
    }

    /** Returns the child node for segments with too many different values, and creates it if there is none. */
    RouteNode madeName() {
        if (name == null) {
            name = new RouteNode(":name", this);
        }
        return name;
    }

    /** Adds a child node for a new fixed segment. */
    RouteNode madeWord(String text) {
        RouteNode made = new RouteNode(text, this);
        words.put(text, made);
        return made;
    }

    /** Returns the part of the key of a path that a segment contributes at a depth. */
    static long keyPart(String word, int depth) {
        long hash = depth;
        for (int i = 0; i < word.length(); i++) {
            hash = hash * 0x9e3779b97f4a7c15L + word.charAt(i) + 1;
        }
        return KeyCounts.mixed(hash);
    }

    /** Returns the depth below the root. */
    int depth() {
        return depth;
    }
}
