package dev.brownout.experiment.reliability;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** Function of the state of the system that computes each value once. Safe for concurrent use. */
final class StateTable {
    private static final double MOST_DENSE = 1 << 20;

    private final NodeFailureModel model;
    private final ToDoubleFunction<int[]> function;
    /** Values by state, {@code NaN} if not computed yet; {@code null} if there are too many states. */
    private final double[] dense;

    private final Map<Long, Double> sparse = new ConcurrentHashMap<>();

    /**
     * Creates the table.
     *
     * @param function deterministic function without {@code NaN}, called by several threads
     */
    StateTable(NodeFailureModel model, ToDoubleFunction<int[]> function) {
        this.model = model;
        this.function = function;
        double states =
                model.classes().stream().mapToDouble(one -> one.size() + 1.0).reduce(1, (a, b) -> a * b);
        dense = states <= MOST_DENSE ? new double[(int) states] : null;
        if (dense != null) {
            Arrays.fill(dense, Double.NaN);
        }
    }

    /** Returns the value of a state. */
    double value(int[] failed) {
        long key = model.key(failed);
        if (dense == null) {
            return sparse.computeIfAbsent(key, unknown -> function.applyAsDouble(failed.clone()));
        }
        double known = dense[(int) key];
        if (Double.isNaN(known)) {
            known = function.applyAsDouble(failed.clone());
            dense[(int) key] = known;
        }
        return known;
    }
}
