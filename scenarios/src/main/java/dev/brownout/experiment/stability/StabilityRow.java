package dev.brownout.experiment.stability;

import dev.brownout.language.overlay.Variation.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Results at one load.
 *
 * @param load value of the first setting
 * @param cells tried triggers, in ascending order
 * @param complete whether the search at this load reached its end
 * @param risk accepted probability that the system does not recover
 */
public record StabilityRow(Value load, List<StabilityCell> cells, boolean complete, double risk) {
    /** Copies the list. */
    public StabilityRow {
        cells = List.copyOf(cells);
    }

    /** Returns the largest trigger that passed its test, with no failure at a smaller one; empty if there is none. */
    public Optional<StabilityCell> largestSafe() {
        Optional<StabilityCell> largest = Optional.empty();
        for (StabilityCell cell : cells) {
            if (cell.hasFailed()) {
                break;
            }
            if (cell.test().isPresent()) {
                largest = Optional.of(cell);
            }
        }
        return largest;
    }

    /** Returns the smallest trigger after which a run did not recover; empty if there is none. */
    public Optional<StabilityCell> firstFailure() {
        return cells.stream().filter(StabilityCell::hasFailed).findFirst();
    }

    /**
     * Returns the smallest trigger from which on each tried one is shown to exceed the accepted risk; empty if there is
     * none.
     */
    public Optional<StabilityCell> smallestUnsafe() {
        Optional<StabilityCell> smallest = Optional.empty();
        for (int i = cells.size() - 1; i >= 0 && isUnsafe(cells.get(i)); i--) {
            smallest = Optional.of(cells.get(i));
        }
        return smallest;
    }

    /** Returns the verdict on a trigger of this row. */
    public StabilityVerdict verdict(StabilityCell cell) {
        if (isUnsafe(cell)) {
            return StabilityVerdict.UNSAFE;
        }
        boolean safe = largestSafe()
                .filter(largest -> cell.trigger().number() <= largest.trigger().number())
                .isPresent();
        return safe ? StabilityVerdict.SAFE : StabilityVerdict.UNDECIDED;
    }

    private boolean isUnsafe(StabilityCell cell) {
        return cell.estimate().low() > risk;
    }

    /**
     * Returns the largest observed reversal: a larger trigger after which more runs recover; empty if there is none.
     */
    public Optional<TriggerReversal> reversal() {
        Optional<TriggerReversal> largest = Optional.empty();
        for (int i = 0; i < cells.size(); i++) {
            StabilityCell smaller = cells.get(i);
            Optional<StabilityCell> safest = cells.subList(i + 1, cells.size()).stream()
                    .min(Comparator.comparingDouble(cell -> cell.estimate().share()));
            if (safest.isPresent()) {
                double difference =
                        smaller.estimate().share() - safest.get().estimate().share();
                if (difference > largest.map(StabilityRow::difference).orElse(0.0)) {
                    boolean significant =
                            smaller.estimate().low() > safest.get().estimate().high();
                    largest = Optional.of(new TriggerReversal(smaller, safest.get(), significant));
                }
            }
        }
        return largest;
    }

    private static double difference(TriggerReversal reversal) {
        return reversal.smaller().estimate().share()
                - reversal.larger().estimate().share();
    }
}
