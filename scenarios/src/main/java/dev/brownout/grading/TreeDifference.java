package dev.brownout.grading;

import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A part in which two scenarios differ. Comments, the order of keys, quotes and anchors are no differences. An empty
 * value instead of a value is a removed part. An empty value of a key that the first scenario lacks is an added part,
 * because a setting with an empty value has its defaults: {@code retry: ~} adds retries.
 *
 * @param path the path of the part
 * @param location its location in the second scenario; of the enclosing part if it is missing there
 * @param before the part in the first scenario; empty if it is missing there
 * @param after the part in the second scenario; empty if it is missing there
 */
record TreeDifference(SettingPath path, SourceLocation location, Optional<Node> before, Optional<Node> after) {
    /**
     * Returns the smallest parts in which two scenarios differ, in the order of the second one. An added map counts as
     * its keys, a removed one as a whole.
     */
    static List<TreeDifference> differences(Entries first, Entries second) {
        List<TreeDifference> differences = new ArrayList<>();
        compare(new SettingPath(), second.location(), first, second, differences);
        return differences;
    }

    private static void compare(
            SettingPath path, SourceLocation location, Node first, Node second, List<TreeDifference> differences) {
        Node before = present(first);
        Node after = present(second);
        if (before == null && after == null) {
            if (first == null) {
                differences.add(new TreeDifference(path, location, Optional.empty(), Optional.of(second)));
            } else if (second == null) {
                differences.add(new TreeDifference(path, location, Optional.of(first), Optional.empty()));
            }
            return;
        }
        if (after instanceof Entries now
                && (before instanceof Entries
                        || before == null && !now.entries().isEmpty())) {
            entries(path, location, before instanceof Entries old ? old.entries() : Map.of(), now, differences);
        } else if (before instanceof Items one && after instanceof Items other && sameSize(one, other)) {
            for (int i = 0; i < one.items().size(); i++) {
                compare(
                        path.child(Integer.toString(i)),
                        other.items().get(i).location(),
                        one.items().get(i),
                        other.items().get(i),
                        differences);
            }
        } else if (!(before instanceof Text one
                && after instanceof Text other
                && one.value().equals(other.value()))) {
            differences.add(
                    new TreeDifference(path, location, Optional.ofNullable(before), Optional.ofNullable(after)));
        }
    }

    private static void entries(
            SettingPath path,
            SourceLocation location,
            Map<String, Entry> old,
            Entries now,
            List<TreeDifference> differences) {
        Map<String, SourceLocation> keys = new LinkedHashMap<>();
        now.entries().forEach((key, entry) -> keys.put(key, entry.key()));
        old.keySet().forEach(key -> keys.putIfAbsent(key, location));
        keys.forEach((key, place) ->
                compare(path.child(key), place, value(old, key), value(now.entries(), key), differences));
    }

    private static Node value(Map<String, Entry> entries, String key) {
        Entry entry = entries.get(key);
        return entry == null ? null : entry.value();
    }

    /** Returns the node, or {@code null} for an empty or missing value. */
    private static Node present(Node node) {
        return node == null || node.isNull() ? null : node;
    }

    private static boolean sameSize(Items one, Items other) {
        return one.items().size() == other.items().size();
    }

    /** Returns the message that refuses the change: the part and its values. */
    Sentence refusal() {
        if (after.isEmpty()) {
            return before.map(node -> Sentence.of("'{}' must not be removed; it is {}", path, shown(node)))
                    .orElseGet(() -> Sentence.of("'{}' must not be removed", path));
        }
        if (before.isEmpty()) {
            return Sentence.of("'{}' must not be added", path);
        }
        return Sentence.of("'{}' must not be changed: it is {}, not {}", path, shown(before.get()), shown(after.get()));
    }

    private static Sentence shown(Node node) {
        if (node instanceof Text text) {
            return Sentence.of("'{}'", text.value());
        }
        return node instanceof Items list
                ? Sentence.of("a list of {}", list.items().size())
                : Sentence.of("a map");
    }
}
