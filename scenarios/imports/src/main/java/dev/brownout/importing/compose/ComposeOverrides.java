package dev.brownout.importing.compose;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Merges Compose files: maps are merged and lists are concatenated, except for commands, which replace each other.
 *
 * @see <a href="https://github.com/compose-spec/compose-spec/blob/main/13-merge.md">Compose specification, merge</a>
 */
final class ComposeOverrides {
    /** Keys that are replaced instead of merged. */
    private static final List<String> REPLACED = List.of("command", "entrypoint", "test");

    /** Keys with either a map or a list of names or of {@code KEY=value} as value. */
    private static final List<String> EITHER =
            List.of("environment", "depends_on", "labels", "networks", "sysctls", "extra_hosts", "annotations");

    private ComposeOverrides() {}

    /** Returns one node merged over another. The upper node has priority. */
    static Node merge(Node below, Node above) {
        if (below instanceof Items list && above instanceof Items more) {
            List<Node> both = new ArrayList<>(list.items());
            both.addAll(more.items());
            return new Items(both, above.location());
        }
        if (!(below instanceof Entries base) || !(above instanceof Entries top)) {
            return above.isNull() ? below : above;
        }
        Map<String, Entry> merged = new LinkedHashMap<>(base.entries());
        top.entries().forEach((key, entry) -> {
            Entry old = merged.get(key);
            Node value = entry.value();
            if (old != null && !REPLACED.contains(key)) {
                boolean either = EITHER.contains(key);
                value = merge(either ? asMap(old.value()) : old.value(), either ? asMap(value) : value);
            }
            merged.put(key, new Entry(entry.key(), value));
        });
        return new Entries(merged, above.location());
    }

    /** Converts a list of names or of {@code KEY=value} to the equivalent map. */
    static Node asMap(Node node) {
        if (!(node instanceof Items list)) {
            return node;
        }
        Map<String, Entry> map = new LinkedHashMap<>();
        for (Node item : list.items()) {
            if (item instanceof Text text) {
                int equals = text.value().indexOf('=');
                String key = equals < 0 ? text.value() : text.value().substring(0, equals);
                String value = equals < 0 ? "" : text.value().substring(equals + 1);
                SourceLocation place = text.location();
                map.put(key, new Entry(place, new Text(value, false, place)));
            }
        }
        return new Entries(map, node.location());
    }
}
