package dev.brownout.scenario;

import java.util.Map;
import java.util.TreeMap;

/** A disjoint-set forest of names. The alphabetically first name of a set represents it. */
final class DisjointSets {
    private final Map<String, String> parents = new TreeMap<>();

    /** Joins the sets of two names. */
    void join(String one, String other) {
        String first = of(one);
        String second = of(other);
        if (first.compareTo(second) < 0) {
            parents.put(second, first);
        } else if (!first.equals(second)) {
            parents.put(first, second);
        }
    }

    /** Returns the name that represents the set of a name. */
    String of(String name) {
        String root = name;
        while (parents.containsKey(root)) {
            root = parents.get(root);
        }
        String at = name;
        while (!at.equals(root)) {
            at = parents.put(at, root);
        }
        return root;
    }
}
