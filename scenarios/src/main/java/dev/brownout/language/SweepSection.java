package dev.brownout.language;

import dev.brownout.language.Node.Entries;
import dev.brownout.language.Node.Entry;
import dev.brownout.language.Node.Items;
import dev.brownout.language.Node.Text;
import java.util.ArrayList;
import java.util.List;

/** The section {@code sweep}: what the command of that name varies where it says nothing else. */
final class SweepSection {
    private static final String WHAT = "expected values such as 2..8, 100/s..500/s/4 or [small, large]";

    private SweepSection() {}

    /** Reads the section, and checks that there is something at each path. */
    static List<Variation> read(Entries root, Findings findings) {
        List<Variation> sweep = new ArrayList<>();
        Entry section = root.entries().get("sweep");
        if (section == null || section.value().nothing()) {
            return sweep;
        }
        if (!(section.value() instanceof Entries map)) {
            findings.error(section.value().place(), "sweep is a map of paths, such as sweep: { web.nodes: 2..8 }");
            return sweep;
        }
        map.entries().forEach((path, entry) -> {
            String values = values(entry.value());
            if (values.isEmpty()) {
                findings.error(entry.key(), "'" + path + "' has no values; " + WHAT);
                return;
            }
            try {
                Variation variation = Variation.of(path, values);
                sweep.add(variation);
                if (!path.equals(Variation.LOAD)) {
                    Text first = new Text(variation.values().get(0).text(), true, entry.key());
                    new Layers(findings).set(root, path, first, entry.key());
                }
            } catch (ValueException wrong) {
                findings.error(entry.value().place(), wrong.getMessage());
            }
        });
        return sweep;
    }

    /** The values as a command would write them. */
    private static String values(Node node) {
        if (node instanceof Items list) {
            return String.join(
                    ",", list.items().stream().map(SweepSection::values).toList());
        }
        return node instanceof Text text ? text.value().strip() : "";
    }
}
