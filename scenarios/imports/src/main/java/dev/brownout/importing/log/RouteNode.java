package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Node in the tree of all paths: one path segment with the segments that follow it. */
final class RouteNode {
    /** Share of the requests of a node above which one of its routes is no exception. */
    private static final double NOTABLE = 0.1;

    /** Maximum number of values of a segment that are counted, to compare the most popular ones. */
    private static final int MOST_VALUES = 1 << 11;

    private final String word;
    private final RouteNode above;
    private final int depth;
    private final Map<String, RouteNode> words = new TreeMap<>();
    private final Map<String, UrlRoute> routes = new TreeMap<>();
    private RouteNode id;
    private RouteNode name;
    private KeyCounts values;
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

    /** Adds the requests of another node, which is no longer used. */
    void merge(RouteNode other) {
        requests += other.requests;
        if (other.values != null) {
            values().addAll(other.values, 0);
            other.values = null;
        }
    }

    /** Returns the parent, or null for the root. */
    RouteNode parentNode() {
        return above;
    }

    /** Removes and returns the child node for segments that look like identifiers. */
    RouteNode removeId() {
        RouteNode removed = id;
        id = null;
        return removed;
    }

    /** Removes and returns the child node for segments with too many different values. */
    RouteNode removeName() {
        RouteNode removed = name;
        name = null;
        return removed;
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

    /** Counts requests of a value of this segment, if it stands for many values. */
    void addValue(String value, long times) {
        values().add(keyPart(value, depth), times);
    }

    /** Returns the number of requests per value of this segment, if it stands for many values. */
    KeyCounts values() {
        if (values == null) {
            values = new KeyCounts(MOST_VALUES);
        }
        return values;
    }

    /**
     * Returns whether the routes below this node are those below another one: each method and segment with a notable
     * share of the requests of one is at the other as well. Words of one match the words or the names of the other.
     */
    boolean isSimilarTo(RouteNode other) {
        return covers(other, this) && covers(this, other);
    }

    private static boolean covers(RouteNode node, RouteNode part) {
        for (var ending : part.routes.entrySet()) {
            boolean notable = ending.getValue().requests() >= NOTABLE * part.requests;
            if (notable && !node.routes.containsKey(ending.getKey())) {
                return false;
            }
        }
        for (RouteNode child : part.children()) {
            RouteNode match = child == part.id ? node.id : child == part.name ? node.name : node.childFor(child.word);
            boolean named = child == part.name && match == null && !node.words.isEmpty();
            boolean notable = child.requests >= NOTABLE * part.requests;
            if (notable && !named && (match == null || !covers(match, child))) {
                return false;
            }
        }
        return true;
    }

    /** Returns the child node for a word, or the one for names or one of many words if there is none for the word. */
    private RouteNode childFor(String child) {
        RouteNode same = words.getOrDefault(child, name);
        boolean many = same == null && words.size() >= RouteTree.MOST_WORDS / 2;
        return many ? words.values().iterator().next() : same;
    }

    /** Returns all child nodes. */
    List<RouteNode> children() {
        List<RouteNode> children = new ArrayList<>(words.values());
        if (id != null) {
            children.add(id);
        }
        if (name != null) {
            children.add(name);
        }
        return children;
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
