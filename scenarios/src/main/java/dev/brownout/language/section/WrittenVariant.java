package dev.brownout.language.section;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A variant as written.
 *
 * @param key the location of its name
 * @param sets the values by path
 * @param faults the faults that it adds to the timeline; {@code null} for none
 * @param breaks the assertions with an expected violation
 * @param answer the metrics of the answer of the scenario
 */
public record WrittenVariant(
        String name,
        SourceLocation key,
        Map<String, Entry> sets,
        Node faults,
        List<Text> breaks,
        List<AnswerSlot> answer) {

    /** Returns the variant with its metrics of an answer, and with those of other variants for comparison. */
    WrittenVariant withAnswer(List<AnswerSlot> slots) {
        Map<String, AnswerSlot> measured = new LinkedHashMap<>();
        slots.stream()
                .filter(slot -> slot.isOf(name))
                .forEach(slot -> measured.putIfAbsent(slot.metric().text(), slot));
        slots.forEach(slot -> measured.putIfAbsent(slot.metric().text(), slot.forComparison()));
        return new WrittenVariant(name, key, sets, faults, breaks, List.copyOf(measured.values()));
    }

    /** Returns a file with the settings of the variant applied. */
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
