package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.SourceLocation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document: a text, list or map with its location. A text has no type until a field reads it. */
public sealed interface Node permits Node.Text, Node.Items, Node.Entries {

    /** Returns the location of the node. */
    SourceLocation location();

    /** Returns whether the node is empty: no value, {@code null} or {@code ~}. */
    default boolean isNull() {
        return false;
    }

    /** Merges one node over another: maps are merged, an empty value deletes its key, and any other value replaces. */
    static Node merge(Node below, Node above) {
        if (!(below instanceof Entries base) || !(above instanceof Entries top)) {
            return above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        top.entries().forEach((key, entry) -> {
            Entry old = merged.get(key);
            if (entry.value().isNull() && old != null) {
                merged.remove(key);
            } else {
                merged.put(key, old == null ? entry : new Entry(entry.key(), merge(old.value(), entry.value())));
            }
        });
        return new Entries(merged, top.location());
    }

    /**
     * A scalar.
     *
     * @param plain whether it is written without quotes
     */
    record Text(String value, boolean plain, SourceLocation location) implements Node {
        @Override
        public boolean isNull() {
            return plain && (value.isEmpty() || value.equals("null") || value.equals("~"));
        }
    }

    /** A list. */
    record Items(List<Node> items, SourceLocation location) implements Node {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }
    }

    /** A map, in the order in which it was written. */
    record Entries(Map<String, Entry> entries, SourceLocation location) implements Node {
        /** Copies the map. */
        public Entries {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns the value of a key, or {@code null} if there is none. */
        public Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** Returns a copy with an entry added or replaced. */
        public Entries with(String key, Entry entry) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.put(key, entry);
            return new Entries(changed, location);
        }

        /** Returns a copy without an entry. */
        public Entries exclude(String key) {
            Map<String, Entry> changed = new LinkedHashMap<>(entries);
            changed.remove(key);
            return new Entries(changed, location);
        }
    }

    /**
     * A map entry: the location of its key and its value.
     *
     * @param key the location of the key
     */
    record Entry(SourceLocation key, Node value) {}
}
