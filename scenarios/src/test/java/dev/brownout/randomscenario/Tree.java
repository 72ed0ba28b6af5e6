package dev.brownout.randomscenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Operations on trees of maps, lists and texts. */
final class Tree {
    private Tree() {}

    /** Returns the part at a path, or {@code null} if there is none. */
    static Object get(Object tree, List<Object> path) {
        Object at = tree;
        for (Object step : path) {
            if (at instanceof Map<?, ?> map) {
                at = map.get(step);
            } else if (at instanceof List<?> list && step instanceof Integer i && i < list.size()) {
                at = list.get(i);
            } else {
                return null;
            }
        }
        return at;
    }

    /** Removes the part at a path. Returns false if there is none. */
    static boolean remove(Object tree, List<Object> path) {
        if (path.isEmpty()) {
            return false;
        }
        Object owner = get(tree, path.subList(0, path.size() - 1));
        Object last = path.get(path.size() - 1);
        if (owner instanceof Map<?, ?> map) {
            return map.remove(last) != null;
        }
        if (owner instanceof List<?> list && last instanceof Integer i && i < list.size()) {
            list.remove((int) i);
            return true;
        }
        return false;
    }

    /** Replaces the value at a path. */
    @SuppressWarnings("unchecked")
    static void set(Object tree, List<Object> path, Object value) {
        Object owner = get(tree, path.subList(0, path.size() - 1));
        Object last = path.get(path.size() - 1);
        if (owner instanceof Map<?, ?> map) {
            ((Map<Object, Object>) map).put(last, value);
        } else if (owner instanceof List<?> list) {
            ((List<Object>) list).set((Integer) last, value);
        }
    }

    /** Returns the paths of all parts, parents before their children. */
    static List<List<Object>> paths(Object tree) {
        List<List<Object>> paths = new ArrayList<>();
        collect(tree, List.of(), paths);
        return paths;
    }

    private static void collect(Object at, List<Object> path, List<List<Object>> paths) {
        Map<Object, Object> parts = new LinkedHashMap<>();
        if (at instanceof Map<?, ?> map) {
            parts.putAll(map);
        } else if (at instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                parts.put(i, list.get(i));
            }
        }
        parts.forEach((key, value) -> {
            List<Object> own = new ArrayList<>(path);
            own.add(key);
            paths.add(own);
            collect(value, own, paths);
        });
    }

    /** Returns a deep copy of the tree. */
    static Object copy(Object tree) {
        if (tree instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            map.forEach((key, value) -> copy.put(key, copy(value)));
            return copy;
        }
        if (tree instanceof List<?> list) {
            List<Object> copy = new ArrayList<>();
            list.forEach(item -> copy.add(copy(item)));
            return copy;
        }
        return tree;
    }
}
