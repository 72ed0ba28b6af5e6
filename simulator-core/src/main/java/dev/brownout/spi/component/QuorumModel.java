package dev.brownout.spi.component;

import dev.brownout.random.Distribution;
import java.util.List;

/**
 * Analytical model of a quorum of copies: one copy, the coordinator, sends the call to the others, and the first
 * responses decide.
 *
 * @param copies number of copies of a key, at least 1; a write is sent to all of them
 * @param contacted number of copies to which a read is sent
 * @param read number of responses that a read needs
 * @param write number of responses that a write needs
 * @param reading time of a copy for a read
 * @param writing time of a copy for a write
 * @param firstAlone whether the coordinator writes before it contacts the others, and keeps concurrent versions as
 *     siblings
 * @param ownWay whether the coordinator's own copy also takes the transfer times there and back
 * @param late whether a read is sent to one more copy after a fixed time
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
        boolean late) {
    /** Returns the consecutive times of the coordinator's own copy for a read. */
    public List<Distribution> ownReading() {
        return reading.own(ownWay);
    }

    /** Returns the consecutive times of the coordinator's own copy for a write. */
    public List<Distribution> ownWriting() {
        return writing.own(ownWay);
    }

    /**
     * Times of a copy without the network.
     *
     * @param there time of the request transfer to the copy
     * @param work time on a core of the copy
     * @param back time of the response transfer
     */
    public record Turn(Distribution there, Distribution work, Distribution back) {
        /** Returns all three times, in order. */
        public List<Distribution> all() {
            return List.of(there, work, back);
        }

        /** Returns the consecutive times of the coordinator's own copy. */
        List<Distribution> own(boolean ownWay) {
            return ownWay ? all() : List.of(work);
        }
    }
}
