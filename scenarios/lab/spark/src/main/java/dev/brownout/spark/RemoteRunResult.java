package dev.brownout.spark;

import java.io.Serializable;

/**
 * Result of one run on a worker of the cluster.
 *
 * @param place index of the run in the batch
 * @param json content of its {@code result.json}; empty if the run is impossible, in which case the driver reports the
 *     reason by executing the run locally
 */
record RemoteRunResult(int place, byte[] json) implements Serializable {
    /** Returns whether the run was possible and has a result. */
    boolean isPossible() {
        return json.length > 0;
    }
}
