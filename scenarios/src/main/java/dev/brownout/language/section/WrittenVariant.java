package dev.brownout.language.section;

import dev.brownout.language.diagnostic.SourceLocation;
import dev.brownout.language.overlay.LayerMerger;
import dev.brownout.language.yaml.Node;
import dev.brownout.language.yaml.Node.Entries;
import dev.brownout.language.yaml.Node.Entry;
import dev.brownout.language.yaml.Node.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        List<AnswerSlot> measured =
                new ArrayList<>(slots.stream().filter(slot -> slot.isOf(name)).toList());
        Set<String> texts = measured.stream().map(slot -> slot.metric().text()).collect(Collectors.toSet());
        slots.stream()
                .filter(slot -> texts.add(slot.metric().text()))
                .map(AnswerSlot::forComparison)
                .forEach(measured::add);
        return new WrittenVariant(name, key, sets, faults, breaks, measured);
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
