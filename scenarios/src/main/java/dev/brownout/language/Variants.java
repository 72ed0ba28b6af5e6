package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the section {@code variants}: what each sets, adds and must miss. */
final class Variants {
    private static final List<String> KEYS = SectionForms.keys("variants");

    private final Findings findings;

    Variants(Findings findings) {
        this.findings = findings;
    }

    /**
     * A variant as it was written.
     *
     * @param key where its name was written
     * @param sets values by their paths
     * @param faults what is added to the timeline; {@code null} for nothing
     * @param breaks assertions that must be missed
     */
    record Variant(String name, Place key, Map<String, Entry> sets, Node faults, List<Text> breaks) {}

    /** The variants in the file's order; a single one called {@code base} where there are none. */
    List<Variant> read(Entries root) {
        Node section = root.get("variants");
        List<Variant> variants = new ArrayList<>();
        if (section instanceof Entries map) {
            map.entries().forEach((name, entry) -> variants.add(variant(name, entry)));
        } else if (section != null && !section.nothing()) {
            findings.error(section.place(), "variants is a map of names, such as plain: { set: { web.nodes: 1 } }");
        }
        return variants.isEmpty() ? List.of(new Variant("base", root.place(), Map.of(), null, List.of())) : variants;
    }

    private Variant variant(String name, Entry entry) {
        if (name.isBlank()) {
            findings.error(entry.key(), "a variant has a name, such as plain: { set: { web.nodes: 1 } }");
        }
        Map<String, Entry> sets = new LinkedHashMap<>();
        List<Text> breaks = new ArrayList<>();
        Node faults = null;
        if (entry.value() instanceof Entries map) {
            map.entries().forEach((key, e) -> {
                if (!KEYS.contains(key)) {
                    findings.error(e.key(), Nearest.unknown("key", key, " in variant '" + name + "'", KEYS));
                }
            });
            faults = map.get("faults") == null ? null : Places.withOrigin(map.get("faults"), Place.VARIANT);
            sets(map.entries().get("set"), sets);
            breaks(map.get("breaks"), breaks);
        } else if (!entry.value().nothing()) {
            findings.error(
                    entry.value().place(), "a variant is a map with set, faults and breaks, or {} for none of them");
        }
        return new Variant(name, entry.key(), sets, faults, breaks);
    }

    private void sets(Entry set, Map<String, Entry> sets) {
        if (set == null || set.value().nothing()) {
            return;
        }
        if (set.value() instanceof Entries map) {
            map.entries()
                    .forEach((path, e) -> sets.put(
                            path,
                            new Entry(e.key().withOrigin(Place.VARIANT), Places.withOrigin(e.value(), Place.VARIANT))));
        } else {
            findings.error(set.value().place(), "set is a map of paths, such as set: { web.nodes: 1 }");
        }
    }

    private void breaks(Node node, List<Text> breaks) {
        if (node == null || node.nothing()) {
            return;
        }
        if (!(node instanceof Items list)) {
            findings.error(node.place(), "breaks is a list of assertions, such as breaks: [site up]");
            return;
        }
        for (Node item : list.items()) {
            if (item instanceof Text text) {
                breaks.add(text);
            } else {
                findings.error(item.place(), "breaks names assertions of the section sla");
            }
        }
    }
}
