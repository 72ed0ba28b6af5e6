package dev.brownout.wiring;

import dev.brownout.random.Distribution;
import java.util.List;

/**
 * Copies of which the first that answer decide, as the arithmetic before a run sees them: all that keep a key are asked
 * at once, and one of them asks.
 *
 * @param copies that are asked, at least 1
 * @param read how many of them answer a read
 * @param write how many of them answer a write
 * @param reading what a copy takes for a read
 * @param writing what a copy takes for a write
 * @param firstAlone whether the copy that asks writes before the others are asked, and keeps beside each other what has
 *     not seen each other
 */
public record QuorumSketch(int copies, int read, int write, Turn reading, Turn writing, boolean firstAlone) {
    /**
     * What a copy takes besides the network.
     *
     * @param there on its way to the copy
     * @param work on a core of it
     * @param back on the way of its answer
     */
    public record Turn(Distribution there, Distribution work, Distribution back) {
        /** All of them, one after the other. */
        public List<Distribution> all() {
            return List.of(there, work, back);
        }
    }
}
