package dev.brownout.experiment.reliability;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Target with amounts that depend on the state of the system. The values are cached by state, for any thread. */
final class StateTarget implements LossTarget {
    private final double budget;
    private final StateTable rates;
    private final EntryAmount entry;
    private final StateTable closenesses;
    private ToDoubleFunction<int[]> closeness = failed -> 0;
    private List<int[]> cuts = List.of();

    /** Amount at the entry into a state. */
    @FunctionalInterface
    interface EntryAmount {
        /** No amount at any entry. */
        EntryAmount NONE = (failed, failedClass) -> 0;

        /** Returns the amount; the arguments are those of {@link LossTarget#entry}. */
        double amountAt(int[] failed, int failedClass);
    }

    StateTarget(NodeFailureModel model, double budget, ToDoubleFunction<int[]> rate, EntryAmount entry) {
        this.budget = budget;
        this.rates = new StateTable(model, rate);
        this.entry = entry;
        this.closenesses = new StateTable(model, failed -> closeness.applyAsDouble(failed));
    }

    /**
     * Sets the minimal states in which the amount grows by more than the budget allows. Called once, before the first
     * path.
     */
    StateTarget withCloseness(List<int[]> minimalStates) {
        cuts = List.copyOf(minimalStates);
        closeness = this::greatestCloseness;
        return this;
    }

    /** Sets the closeness of each state instead of the minimal states. Called once, before the first path. */
    StateTarget withCloseness(ToDoubleFunction<int[]> closenessOfStates) {
        closeness = closenessOfStates;
        return this;
    }

    /** Returns the minimal states in which the amount grows by more than the budget allows. */
    List<int[]> cuts() {
        return cuts;
    }

    @Override
    public double rate(int[] failed) {
        return rates.value(failed);
    }

    @Override
    public double entry(int[] failed, int failedClass) {
        return entry.amountAt(failed, failedClass);
    }

    @Override
    public double budget() {
        return budget;
    }

    @Override
    public double closeness(int[] failed) {
        return closenesses.value(failed);
    }

    private double greatestCloseness(int[] failed) {
        double greatest = 0;
        for (int[] cut : cuts) {
            int size = Arrays.stream(cut).sum();
            int missing = 0;
            for (int i = 0; i < cut.length; i++) {
                missing += Math.max(0, cut[i] - failed[i]);
            }
            greatest = Math.max(greatest, size == 0 ? 1 : 1 - (double) missing / size);
        }
        return greatest;
    }
}
