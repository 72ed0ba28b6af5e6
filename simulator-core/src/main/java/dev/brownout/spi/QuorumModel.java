package dev.brownout.spi;

import dev.brownout.random.Distribution;
import java.util.List;

/**
 * Copies of which the first that answer decide, as the arithmetic before a run sees them: one of them asks the others.
 *
 * @param copies of a key, at least 1; a write is sent to all of them
 * @param contacted copies to which a read is sent
 * @param read how many of them answer a read
 * @param write how many of them answer a write
 * @param reading what a copy takes for a read
 * @param writing what a copy takes for a write
 * @param firstAlone whether the copy that asks writes before the others are asked, and keeps beside each other what has
 *     not seen each other
 * @param ownWay whether what a copy takes on its way there and back is also taken by the copy that asks, for itself
 * @param late whether a read is sent to one more copy after a fixed time
 * @param keepers the nodes that have copies
 */
public record QuorumModel(
        int copies,
        int contacted,
        int read,
        int write,
        Turn reading,
        Turn writing,
        boolean firstAlone,
        boolean ownWay,
        boolean late,
        Keepers keepers) {
    /** What the copy that asks takes for a read itself, one after the other. */
    public List<Distribution> ownReading() {
        return reading.own(ownWay);
    }

    /** What the copy that asks takes for a write itself, one after the other. */
    public List<Distribution> ownWriting() {
        return writing.own(ownWay);
    }

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

        /** The time of the copy that asks itself. */
        List<Distribution> own(boolean ownWay) {
            return ownWay ? all() : List.of(work);
        }
    }
}
