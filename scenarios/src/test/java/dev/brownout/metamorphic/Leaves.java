package dev.brownout.metamorphic;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Leaf values of a {@code result.json} by path. A list of numbers or of texts is one value. */
record Leaves(Map<String, JsonNode> values) {
    /** Relation between the values of one path in two results. */
    interface Relation {
        boolean isMet(String path, JsonNode one, JsonNode other);
    }

    static Leaves of(JsonNode document) {
        Map<String, JsonNode> leaves = new TreeMap<>();
        collect("", document, leaves);
        return new Leaves(leaves);
    }

    private static void collect(String path, JsonNode node, Map<String, JsonNode> leaves) {
        if (node.isObject()) {
            node.properties().forEach(entry -> collect(path + "/" + entry.getKey(), entry.getValue(), leaves));
        } else if (node.isArray() && node.size() > 0 && node.get(0).isContainerNode()) {
            for (int i = 0; i < node.size(); i++) {
                collect(path + "/" + key(node.get(i), i), node.get(i), leaves);
            }
        } else {
            leaves.put(path, node);
        }
    }

    /** Returns the path segment of a list item: its name or path, else its index. */
    private static String key(JsonNode item, int number) {
        return item.path("name").asText(item.path("path").asText(Integer.toString(number)));
    }

    /** Returns these leaves without the paths that match. */
    Leaves exclude(Predicate<String> paths) {
        Map<String, JsonNode> left = new TreeMap<>(values);
        left.keySet().removeIf(paths);
        return new Leaves(left);
    }

    /** Returns the text of a sibling of a value, or an empty text if there is none. */
    String siblingText(String path, String name) {
        JsonNode node = values.get(path.substring(0, path.lastIndexOf('/') + 1) + name);
        return node == null ? "" : node.asText();
    }

    /**
     * Returns a message for each path that is in only one of the two, and for each pair of different values that
     * violates the relation.
     */
    List<String> differencesTo(Leaves other, Relation relation) {
        List<String> wrong = new ArrayList<>();
        values.forEach((path, value) -> {
            JsonNode its = other.values.get(path);
            if (its == null) {
                wrong.add(path + ": " + value + " became nothing");
            } else if (!value.equals(its) && !relation.isMet(path, value, its)) {
                wrong.add(path + ": " + value + " became " + its);
            }
        });
        other.values.forEach((path, value) -> {
            if (!values.containsKey(path)) {
                wrong.add(path + ": nothing became " + value);
            }
        });
        return wrong;
    }
}
