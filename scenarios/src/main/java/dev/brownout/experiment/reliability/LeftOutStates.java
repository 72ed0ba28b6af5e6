package dev.brownout.experiment.reliability;

import dev.brownout.experiment.reliability.SystemStates.SystemState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** States of the system that an enumeration of its most frequent states leaves out. */
final class LeftOutStates {
    private final NodeFailureModel model;
    private final List<SystemState> enumerated;
    private final long[] keys;

    LeftOutStates(NodeFailureModel model, List<SystemState> enumerated) {
        this.model = model;
        this.enumerated = enumerated;
        this.keys = enumerated.stream()
                .mapToLong(state -> model.key(state.failed()))
                .sorted()
                .toArray();
    }

    /** Returns whether a state is enumerated. */
    boolean isEnumerated(int[] failed) {
        return Arrays.binarySearch(keys, model.key(failed)) >= 0;
    }

    /**
     * Returns the minimal states that are left out: each state with fewer failed nodes is enumerated. Every state that
     * is left out contains one of them. Empty if none is left out.
     */
    List<int[]> minimal() {
        int[] none = new int[model.classes().size()];
        if (!isEnumerated(none)) {
            return List.of(none);
        }
        List<int[]> minimal = new ArrayList<>();
        for (SystemState state : enumerated) {
            for (int i = last(state.failed()); i < none.length; i++) {
                int[] next = state.failed().clone();
                next[i]++;
                boolean exists = next[i] <= model.classes().get(i).size();
                if (exists && !isEnumerated(next) && isEachBelowEnumerated(next)) {
                    minimal.add(next);
                }
            }
        }
        return minimal;
    }

    /** Returns the last class with a failed node; 0 without a failure. */
    private static int last(int[] failed) {
        int last = failed.length - 1;
        while (last > 0 && failed[last] == 0) {
            last--;
        }
        return last;
    }

    private boolean isEachBelowEnumerated(int[] failed) {
        int[] below = failed.clone();
        for (int i = 0; i < failed.length; i++) {
            below[i]--;
            if (failed[i] > 0 && !isEnumerated(below)) {
                return false;
            }
            below[i]++;
        }
        return true;
    }
}
