package dev.brownout.metamorphic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Scenario files as JSON trees, for rewriting. */
final class Yaml {
    private static final YAMLMapper MAPPER = new YAMLMapper();

    private Yaml() {}

    /** Returns a document as a tree of texts. Each alias is replaced by a copy of its anchor. */
    static ObjectNode read(String text) {
        return (ObjectNode) tree(new org.yaml.snakeyaml.Yaml().compose(new StringReader(text)));
    }

    private static JsonNode tree(Node node) {
        if (node instanceof MappingNode map) {
            ObjectNode tree = JsonNodeFactory.instance.objectNode();
            map.getValue()
                    .forEach(entry ->
                            tree.set(((ScalarNode) entry.getKeyNode()).getValue(), tree(entry.getValueNode())));
            return tree;
        }
        if (node instanceof SequenceNode list) {
            ArrayNode tree = JsonNodeFactory.instance.arrayNode();
            list.getValue().forEach(item -> tree.add(tree(item)));
            return tree;
        }
        return JsonNodeFactory.instance.textNode(((ScalarNode) node).getValue());
    }

    static String write(JsonNode tree) {
        try {
            return MAPPER.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the child map of that name, created if absent. */
    static ObjectNode map(ObjectNode root, String name) {
        return root.has(name) ? (ObjectNode) root.get(name) : root.putObject(name);
    }

    /** Returns the tree with the keys of each map shuffled, except in the maps of the given names. */
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
