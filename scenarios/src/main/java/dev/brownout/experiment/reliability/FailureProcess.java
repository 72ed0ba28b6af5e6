package dev.brownout.experiment.reliability;

import dev.brownout.random.Distribution;
import dev.brownout.random.ExponentialDistribution;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import java.util.Arrays;

/**
 * Failures and repairs of all nodes, with the same rules as in a run: each node alternates between times to failure and
 * repair times, and the nodes of a group share its repair crews in first-come, first-served order.
 */
final class FailureProcess {
    private final FailureGroup[] groups;
    private final Sampler[] toFailure;
    private final Sampler[] ofRepair;
    /** Group of each node. */
    private final int[] groupOf;
    /** Class of each node. */
    private final int[] classOf;

    private final int classes;

    FailureProcess(NodeFailureModel model) {
        groups = model.groups().toArray(FailureGroup[]::new);
        toFailure = Arrays.stream(groups).map(one -> one.toFailure().sampler()).toArray(Sampler[]::new);
        ofRepair = Arrays.stream(groups).map(one -> one.ofRepair().sampler()).toArray(Sampler[]::new);
        classes = model.classes().size();
        int nodes = model.classes().stream().mapToInt(NodeClass::size).sum();
        groupOf = new int[nodes];
        classOf = new int[nodes];
        int node = 0;
        for (int i = 0; i < classes; i++) {
            for (int j = 0; j < model.classes().get(i).size(); j++) {
                groupOf[node] = model.classes().get(i).group();
                classOf[node++] = i;
            }
        }
    }

    /** Returns a state in which all nodes are new. */
    FailureState begin(KeyedRandom random) {
        FailureState state = new FailureState(groupOf.length, classes, groups.length);
        for (int node = 0; node < groupOf.length; node++) {
            awaitFailure(state, node, random);
        }
        return state;
    }

    private void awaitFailure(FailureState state, int node, KeyedRandom random) {
        state.since[node] = state.now;
        state.until[node] = state.now + toFailure[groupOf[node]].sampleNanos(random);
    }

    private void repair(FailureState state, int node, KeyedRandom random) {
        state.repairing[groupOf[node]]++;
        state.since[node] = state.now;
        state.until[node] = state.now + ofRepair[groupOf[node]].sampleNanos(random);
    }

    /**
     * Advances a state to the end of the time of a node, which fails or is repaired.
     *
     * @return the class of the node if it has failed; -1 if it was repaired
     */
    int advance(FailureState state, int node, KeyedRandom random) {
        int group = groupOf[node];
        state.now = state.until[node];
        if (state.isDown[node]) {
            state.isDown[node] = false;
            state.failed[classOf[node]]--;
            state.repairing[group]--;
            awaitFailure(state, node, random);
            int waiting = firstWaiting(state, group);
            if (waiting >= 0) {
                repair(state, waiting, random);
            }
            return -1;
        }
        state.isDown[node] = true;
        state.failed[classOf[node]]++;
        state.since[node] = state.now;
        state.until[node] = FailureState.NEVER;
        if (state.repairing[group] < groups[group].crews()) {
            repair(state, node, random);
        }
        return classOf[node];
    }

    /** Returns the node of a group that has waited for a crew for the longest time; -1 if none waits. */
    private int firstWaiting(FailureState state, int group) {
        int first = -1;
        for (int node = 0; node < groupOf.length; node++) {
            if (groupOf[node] == group
                    && state.isDown[node]
                    && state.until[node] == FailureState.NEVER
                    && (first < 0 || state.since[node] < state.since[first])) {
                first = node;
            }
        }
        return first;
    }

    /**
     * Draws the ends of all running times again, given that they have not ended yet. Two copies of a state then have
     * independent futures. The distribution of the future does not change, because the current time depends only on the
     * past.
     */
    void redraw(FailureState state, KeyedRandom random) {
        for (int node = 0; node < groupOf.length; node++) {
            if (state.until[node] != FailureState.NEVER) {
                FailureGroup group = groups[groupOf[node]];
                Distribution distribution = state.isDown[node] ? group.ofRepair() : group.toFailure();
                long rest = residualTime(distribution, state.now - state.since[node], random);
                state.until[node] = rest < 0 ? state.until[node] : state.now + rest;
            }
        }
    }

    /** Returns the rest of a time of a given age; -1 if the distribution has no values above the age. */
    private static long residualTime(Distribution distribution, long age, KeyedRandom random) {
        if (distribution instanceof ExponentialDistribution memoryless) {
            return nanos(memoryless.mean() * random.exponential());
        }
        double before = distribution.cumulative(age);
        double uniform = random.uniform();
        if (!(before < 1)) {
            return -1;
        }
        return nanos(distribution.quantile(before + uniform * (1 - before)) - age);
    }

    private static long nanos(double time) {
        return Math.max(0, Math.min(Sampler.MOST_NANOS, (long) (time + 0.5)));
    }
}
