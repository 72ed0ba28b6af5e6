package dev.brownout.experiment.reliability;

/** Target of the failed nodes of one component: time, or an event, with at least a number of failed nodes. */
record NodeTarget(int failedNodes, double budget, boolean event) implements LossTarget {
    @Override
    public double rate(int[] failed) {
        return !event && failed[0] >= failedNodes ? 1 : 0;
    }

    @Override
    public double entry(int[] failed, int failedClass) {
        return event && failed[0] >= failedNodes ? 1 : 0;
    }

    @Override
    public double closeness(int[] failed) {
        return Math.min(1, (double) failed[0] / failedNodes);
    }
}
