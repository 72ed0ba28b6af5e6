package dev.brownout.language.yaml;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Items;
import dev.brownout.language.yaml.Node.Text;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Changes the origins and locations of nodes. */
public final class OriginRewriter {
    private static final List<String> ABOVE_THE_FILE =
            List.of(SourceLocation.VARIANT, SourceLocation.PARAM, SourceLocation.SET);

    private OriginRewriter() {}

    /** Returns the location of the value from the highest layer above the file; empty if no layer changes the node. */
    public static Optional<SourceLocation> strongest(Node node) {
        if (node instanceof Text text) {
            return Optional.of(text.location()).filter(p -> ABOVE_THE_FILE.contains(p.origin()));
        }
        List<Node> inner = node instanceof Items list
                ? list.items()
                : ((Entries) node).entries().values().stream().map(Entry::value).toList();
        return inner.stream()
                .flatMap(one -> strongest(one).stream())
                .max(Comparator.comparingInt(place -> ABOVE_THE_FILE.indexOf(place.origin())));
    }

    /** Returns a copy of the node with one location for all its parts. */
    public static Node relocate(Node node, SourceLocation place) {
        SourceLocation whole = place.withOffsets(List.of());
        if (node instanceof Text text) {
            return new Text(text.value(), text.plain(), whole);
        }
        if (node instanceof Items list) {
            return new Items(list.items().stream().map(i -> relocate(i, whole)).toList(), whole);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        ((Entries) node).entries().forEach((k, e) -> entries.put(k, new Entry(whole, relocate(e.value(), whole))));
        return new Entries(entries, whole);
    }

    /** Returns a copy of the node with another origin at the same locations. */
    public static Node withOrigin(Node node, String origin) {
        SourceLocation place = node.location().withOrigin(origin);
        if (node instanceof Text text) {
            return new Text(text.value(), text.plain(), place);
        }
        if (node instanceof Items list) {
            return new Items(
                    list.items().stream().map(i -> withOrigin(i, origin)).toList(), place);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        ((Entries) node)
                .entries()
                .forEach((k, e) ->
                        entries.put(k, new Entry(e.key().withOrigin(origin), withOrigin(e.value(), origin))));
        return new Entries(entries, place);
    }
}
