package dev.brownout.metamorphic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Scenarios as trees, to be written otherwise. */
final class Yaml {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    static ObjectNode read(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** The map of that name, made if there is none. */
    static ObjectNode map(ObjectNode root, String name) {
        return root.has(name) ? (ObjectNode) root.get(name) : root.putObject(name);
    }

    /** The same tree with the keys of each map in another order, but for the maps of these names. */
    static JsonNode shuffled(JsonNode tree, Random chance, Set<String> inOrder) {
        return shuffled("", tree, chance, inOrder);
    }

    private static JsonNode shuffled(String name, JsonNode tree, Random chance, Set<String> inOrder) {
        if (tree.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            tree.forEach(item -> items.add(shuffled("", item, chance, inOrder)));
            return items;
        }
        if (!tree.isObject()) {
            return tree;
        }
        List<Map.Entry<String, JsonNode>> entries = new ArrayList<>(tree.properties());
        if (!inOrder.contains(name)) {
            Collections.shuffle(entries, chance);
        }
        ObjectNode map = JsonNodeFactory.instance.objectNode();
        entries.forEach(e -> map.set(e.getKey(), shuffled(e.getKey(), e.getValue(), chance, inOrder)));
        return map;
    }
}
