package dev.brownout.importing.resilience4j;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Properties as a tree of maps and lists. A property that is set again has its last value. */
final class PropertyTree {
    /**
     * Property with a single value, or an empty map or list.
     *
     * @param place location of its key
     */
    record Leaf(PropertyName name, SourceLocation place, Node value) {}

    private final Map<String, PropertyTree> below = new LinkedHashMap<>();
    private String shown = "";
    private SourceLocation place;
    private Leaf leaf;

    /** Calls the consumer for each property of a document, in their order. */
    static void leaves(Node node, SourceLocation place, PropertyName name, Consumer<Leaf> each) {
        if (node instanceof Entries map && !map.entries().isEmpty()) {
            map.entries()
                    .forEach((key, entry) -> leaves(entry.value(), entry.key(), name.plus(PropertyName.of(key)), each));
        } else if (node instanceof Items list && !list.items().isEmpty()) {
            for (int i = 0; i < list.items().size(); i++) {
                Node item = list.items().get(i);
                leaves(item, item.location(), name.item(i), each);
            }
        } else {
            each.accept(new Leaf(name, place, node));
        }
    }

    /**
     * Sets a property. Returns the properties that it replaces: those of the same name, and the items of a list. Other
     * properties below its name are independent of it.
     */
    List<Leaf> set(Leaf property) {
        PropertyTree node = this;
        for (String element : property.name().elements()) {
            PropertyTree next = node.below.get(PropertyName.uniform(element));
            if (next == null) {
                next = new PropertyTree();
                next.shown = element;
                next.place = property.place();
                node.below.put(PropertyName.uniform(element), next);
            }
            node = next;
        }
        boolean isOne = !node.below.isEmpty() && node.below.keySet().stream().noneMatch(PropertyName::isIndex);
        List<Leaf> replaced = isOne ? node.own() : node.all();
        if (!isOne) {
            node.below.clear();
        }
        node.leaf = property;
        node.place = property.place();
        return replaced;
    }

    /** Removes the items of the lists that the names of the properties belong to. Returns the removed properties. */
    List<Leaf> clear(List<String> list) {
        PropertyTree node = this;
        for (String element : list) {
            node = node.below.get(element);
            if (node == null) {
                return List.of();
            }
        }
        List<Leaf> removed = node.all();
        node.below.clear();
        node.leaf = null;
        return removed;
    }

    /** Returns the property with this name, or {@code null}. */
    Leaf get(List<String> uniform) {
        PropertyTree node = this;
        for (String element : uniform) {
            node = node == null ? null : node.below.get(element);
        }
        return node == null ? null : node.leaf;
    }

    private List<Leaf> own() {
        return leaf == null ? List.of() : List.of(leaf);
    }

    private List<Leaf> all() {
        List<Leaf> all = new ArrayList<>(own());
        below.values().forEach(tree -> all.addAll(tree.all()));
        return all;
    }

    /** Interface to the value of each property in a tree of nodes. */
    interface Values {
        /** Returns the node for the value of a property. */
        Node of(Leaf leaf);
    }

    /**
     * Returns the tree as nodes. A property with properties below it is left out.
     *
     * @param start location of an empty tree
     */
    Node node(SourceLocation start, Values values) {
        if (below.isEmpty()) {
            return leaf == null ? new Entries(Map.of(), start) : values.of(leaf);
        }
        SourceLocation first = place == null ? start : place;
        if (below.keySet().stream().allMatch(PropertyName::isIndex)) {
            List<Node> items = below.values().stream()
                    .map(item -> item.node(start, values))
                    .toList();
            return new Items(items, first);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        below.values().forEach(tree -> entries.put(key(tree.shown), new Entry(tree.place, tree.node(start, values))));
        return new Entries(entries, first);
    }

    /** Returns an element as a key; an element with dots is in brackets. */
    private static String key(String element) {
        return element.contains(".") ? "[" + element + "]" : element;
    }
}
