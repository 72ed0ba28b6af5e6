package dev.brownout.experiment.tune;

import dev.brownout.language.overlay.Variation.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Values of one setting that meet every assertion while the other settings have their recommended values.
 *
 * @param setting varied setting
 * @param index index of the setting among the values of a design
 * @param tested tested designs, among them the recommended one, in the order of the values
 */
public record SettingRegion(TunedSetting setting, int index, List<TunedDesign> tested) {
    /** Sorts the designs by their value of the setting. */
    public SettingRegion {
        tested = tested.stream()
                .sorted(Comparator.comparingDouble(
                        design -> setting.position(design.values().get(index))))
                .toList();
    }

    /** Returns the tested values with a met verdict, in order. */
    public List<Value> metValues() {
        return tested.stream()
                .filter(TunedDesign::isMet)
                .map(design -> design.values().get(index))
                .toList();
    }

    /** Returns the smallest value with a met verdict. */
    public Value low() {
        return metValues().get(0);
    }

    /** Returns the largest value with a met verdict. */
    public Value high() {
        return metValues().get(metValues().size() - 1);
    }

    /** Returns the nearest tested design below the region; empty if the region begins at the lower end of the range. */
    public Optional<TunedDesign> neighbourBelow() {
        return tested.stream().takeWhile(design -> !design.isMet()).reduce((first, second) -> second);
    }

    /** Returns the nearest tested design above the region; empty if the region ends at the upper end of the range. */
    public Optional<TunedDesign> neighbourAbove() {
        int last = tested.size() - 1;
        int index = last;
        while (index > 0 && !tested.get(index).isMet()) {
            index--;
        }
        return index == last ? Optional.empty() : Optional.of(tested.get(index + 1));
    }

    /** Returns the tested designs without a met verdict. */
    public List<TunedDesign> otherDesigns() {
        return tested.stream().filter(design -> !design.isMet()).toList();
    }
}
