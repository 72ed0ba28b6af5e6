package dev.brownout.importing.spans;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Inference of the steps of an operation from its calls. Steps are sequential. Calls share a step if they overlap in
 * most of the runs that make both. The order of the steps is the order in which most runs begin them.
 */
final class StepInference {
    private StepInference() {}

    /** Returns the steps of an operation. The calls of one step are made in parallel. */
    static List<List<OperationCalls>> steps(Operation operation, List<OperationCalls> calls) {
        List<OperationCalls> ordered = new ArrayList<>(calls);
        ordered.sort(Comparator.comparingInt((OperationCalls call) -> -countLater(operation, call, calls))
                .thenComparingDouble(OperationCalls::offset));
        List<List<OperationCalls>> steps = new ArrayList<>();
        for (OperationCalls next : ordered) {
            List<List<OperationCalls>> overlapping = steps.stream()
                    .filter(step -> step.stream().anyMatch(call -> operation.parallel(call.callee(), next.callee())))
                    .toList();
            if (overlapping.isEmpty()) {
                steps.add(new ArrayList<>(List.of(next)));
                continue;
            }
            List<OperationCalls> first = overlapping.get(0);
            overlapping.subList(1, overlapping.size()).forEach(other -> {
                first.addAll(other);
                steps.removeIf(step -> step == other);
            });
            first.add(next);
        }
        return steps;
    }

    /** Returns the number of calls that begin after the given call. */
    private static int countLater(Operation operation, OperationCalls call, List<OperationCalls> calls) {
        int count = 0;
        for (OperationCalls other : calls) {
            count += other != call && operation.isCalledBefore(call.callee(), other.callee()) ? 1 : 0;
        }
        return count;
    }
}
