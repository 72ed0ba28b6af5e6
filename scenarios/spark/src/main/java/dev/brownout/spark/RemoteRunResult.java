package dev.brownout.spark;

import java.io.Serializable;

/**
 * What came of a run on another machine.
 *
 * @param place of the run in the batch
 * @param json the bytes of its {@code result.json}; empty where what it describes turned out to be impossible, which
 *     whoever asked for it then finds as well
 */
record RemoteRunResult(int place, byte[] json) implements Serializable {
    /** Whether there is a result. */
    boolean possible() {
        return json.length > 0;
    }
}
