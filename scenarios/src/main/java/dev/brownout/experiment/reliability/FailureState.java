package dev.brownout.experiment.reliability;

import java.util.Arrays;

/** State of the failure process of all nodes at one instant, with the start and end of each running time. */
final class FailureState {
    /** End of a time that has not begun: that of a node that waits for a repair crew. */
    static final long NEVER = Long.MAX_VALUE;

    /** Current time in ns. */
    long now;
    /** Accumulated amount of the target. */
    double amount;
    /** Number of failed nodes by class. */
    final int[] failed;
    /** Down flag of each node. */
    final boolean[] isDown;
    /** Start of the time to failure or of the repair of each node, in ns; of the wait if it waits for a crew. */
    final long[] since;
    /** End of the time to failure or of the repair of each node, in ns. */
    final long[] until;
    /** Number of nodes in repair by group. */
    final int[] repairing;

    FailureState(int nodes, int classes, int groups) {
        failed = new int[classes];
        isDown = new boolean[nodes];
        since = new long[nodes];
        until = new long[nodes];
        repairing = new int[groups];
    }

    private FailureState(FailureState other) {
        now = other.now;
        amount = other.amount;
        failed = other.failed.clone();
        isDown = other.isDown.clone();
        since = other.since.clone();
        until = other.until.clone();
        repairing = other.repairing.clone();
    }

    /** Returns an independent copy. */
    FailureState copy() {
        return new FailureState(this);
    }

    /** Copies another state of the same size into this one. */
    void set(FailureState other) {
        now = other.now;
        amount = other.amount;
        System.arraycopy(other.failed, 0, failed, 0, failed.length);
        System.arraycopy(other.isDown, 0, isDown, 0, isDown.length);
        System.arraycopy(other.since, 0, since, 0, since.length);
        System.arraycopy(other.until, 0, until, 0, until.length);
        System.arraycopy(other.repairing, 0, repairing, 0, repairing.length);
    }

    /** Makes the current time 0. Simulations of any length then stay within the range of times. */
    void restartClock() {
        for (int node = 0; node < until.length; node++) {
            since[node] -= now;
            until[node] -= until[node] == NEVER ? 0 : now;
        }
        now = 0;
    }

    /** Returns the node with the earliest end of its time; the first of several. */
    int next() {
        int first = 0;
        for (int node = 1; node < until.length; node++) {
            if (until[node] < until[first]) {
                first = node;
            }
        }
        return first;
    }

    @Override
    public String toString() {
        return "at " + now + " ns: " + Arrays.toString(failed);
    }
}
