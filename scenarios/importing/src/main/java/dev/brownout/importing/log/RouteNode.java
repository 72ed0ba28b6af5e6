package dev.brownout.importing.log;

import java.util.Map;
import java.util.TreeMap;

/** A place in the tree of all paths: what stands between two slashes, and what came after it. */
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

    /** How many requests have come past it. */
    long requests() {
        return requests;
    }

    /** Counts a request that comes past it, here and above. */
    void pass() {
        for (RouteNode node = this; node != null; node = node.above) {
            node.requests++;
        }
    }

    /** Counts the requests of another place as its own. */
    void take(RouteNode other) {
        requests += other.requests;
    }

    /** Its path from the root. */
    String path() {
        if (above == null) {
            return "/";
        }
        String before = above.path();
        return before.equals("/") ? "/" + word : before + "/" + word;
    }

    /** Words that may stand here, and what is below each. */
    Map<String, RouteNode> words() {
        return words;
    }

    /** The routes that end here, by method. */
    Map<String, UrlRoute> routes() {
        return routes;
    }

    /** What is below a thing that its look betrays, such as a number; null while there is none. */
    RouteNode id() {
        return id;
    }

    /** What is below a word of which there are too many; null while there is none. */
    RouteNode name() {
        return name;
    }

    /** The same, made if there is none. */
    RouteNode madeId() {
        if (id == null) {
            id = new RouteNode(":id", this);
        }
        return id;
    }

    /** The same, made if there is none. */
    RouteNode madeName() {
        if (name == null) {
            name = new RouteNode(":name", this);
        }
        return name;
    }

    /** What is below a word that was not there before. */
    RouteNode madeWord(String text) {
        RouteNode made = new RouteNode(text, this);
        words.put(text, made);
        return made;
    }

    /** The part that a word at this place has in the key of a path. */
    static long keyPart(String word, int depth) {
        long hash = depth;
        for (int i = 0; i < word.length(); i++) {
            hash = hash * 0x9e3779b97f4a7c15L + word.charAt(i) + 1;
        }
        return KeyCounts.mixed(hash);
    }

    /** How far below the root it is. */
    int depth() {
        return depth;
    }
}
