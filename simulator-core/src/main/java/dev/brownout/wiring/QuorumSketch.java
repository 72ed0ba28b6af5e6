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
 * @param keepers the nodes that have copies
 */
public record QuorumSketch(
        int copies, int read, int write, Turn reading, Turn writing, boolean firstAlone, Keepers keepers) {
    /** The nodes that are up at first, and what they keep. */
    public interface Keepers {
        /** All of them. */
        List<Node> nodes();

        /** Those that keep a key, as numbers in that list. */
        int[] of(int key);
    }

    /**
     * A machine.
     *
     * @param name of it
     * @param place the region in which it stands; empty where the scenario has none
     */
    public record Node(String name, String place) {}

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
