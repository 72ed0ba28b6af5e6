package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A scenario as it was written: texts, lists and maps that know their place. No text has a type until a field reads it.
 */
public sealed interface Node permits Node.Text, Node.Items, Node.Entries {

    /** Where it was written. */
    SourceLocation place();

    /** Whether it is nothing: an empty value, {@code null} or {@code ~}. */
    default boolean nothing() {
        return false;
    }

    /** One node over another: maps are merged, nothing deletes, everything else replaces. */
    static Node over(Node below, Node above) {
        if (!(below instanceof Entries base) || !(above instanceof Entries top)) {
            return above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        top.entries().forEach((key, entry) -> {
            Entry old = merged.get(key);
            if (entry.value().nothing() && old != null) {
                merged.remove(key);
            } else {
                merged.put(key, old == null ? entry : new Entry(entry.key(), over(old.value(), entry.value())));
            }
        });
        return new Entries(merged, top.place());
    }

    /**
     * A single value.
     *
     * @param plain whether it stands without quotes
     */
    record Text(String value, boolean plain, SourceLocation place) implements Node {
        @Override
        public boolean nothing() {
            return plain && (value.isEmpty() || value.equals("null") || value.equals("~"));
        }
    }

    /** A list. */
    record Items(List<Node> items, SourceLocation place) implements Node {
        /** Takes the list as it is now. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order in which it was written. */
    record Entries(Map<String, Entry> entries, SourceLocation place) implements Node {
        /** Takes the map as it is now. */
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** The value of a key; {@code null} where there is none. */
        public Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** The same map with one more, or another, entry. */
        public Entries with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Entries(changed, place);
        }

        /** The same map without an entry. */
        public Entries without(String key) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Entries(changed, place);
        }
    }

    /**
     * A key's place and value.
     *
     * @param key where the key was written
     */
    record Entry(SourceLocation key, Node value) {}
}
