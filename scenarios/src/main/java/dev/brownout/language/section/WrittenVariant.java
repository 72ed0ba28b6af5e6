package dev.brownout.language.section;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.List;
import java.util.Map;

/**
 * A variant as it was written.
 *
 * @param key where its name was written
 * @param sets values by their paths
 * @param faults what is added to the timeline; {@code null} for nothing
 * @param breaks assertions that must be missed
 */
public record WrittenVariant(String name, SourceLocation key, Map<String, Entry> sets, Node faults, List<Text> breaks) {

    /** Returns a file with the values of the variant in place of its own. */
    public Entries layeredOn(Entries root, LayerMerger layers) {
        Entries layered = root;
        for (var set : sets.entrySet()) {
            layered = layers.set(
                    layered,
                    set.getKey(),
                    set.getValue().value(),
                    set.getValue().key());
        }
        return layered;
    }
}
