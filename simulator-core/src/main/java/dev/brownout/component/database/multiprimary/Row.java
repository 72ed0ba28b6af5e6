package dev.brownout.component.database.multiprimary;

import java.util.ArrayList;
import java.util.List;

/** State of a row on one node: its current writes, and the version vector of all writes seen. */
abstract class Row {
    /** Version vector: for each node, the number of its last write of the row that is known here. */
    final long[] seen;

    private Row(int nodes) {
        this.seen = new long[nodes];
    }

    /** Creates a row that keeps the write with the latest timestamp. */
    static Row ofLastWrite(int nodes) {
        return new LastWrite(nodes);
    }

    /** Creates a row that keeps concurrent writes as siblings. */
    static Row ofSiblings(int nodes) {
        return new Siblings(nodes);
    }

    /** Returns the current writes of the row. */
    abstract List<RowWrite> currentWrites();

    /**
     * Applies a write of this node or of a peer.
     *
     * @param fates receives the outcome of this write and of the writes that it replaces
     */
    final void apply(RowWrite write, Fates fates) {
        resolveConflict(write, fates);
        for (int node = 0; node < seen.length; node++) {
            seen[node] = Math.max(seen[node], write.seen[node]);
        }
    }

    abstract void resolveConflict(RowWrite write, Fates fates);

    /** Receiver of the write outcomes of one row. */
    interface Fates {
        /** Called when a write is replaced by one that has seen it. */
        void overwritten(RowWrite write);

        /** Called when a write is discarded for one that has not seen it and has a later timestamp. */
        void givenUp(RowWrite write, RowWrite forOther);
    }

    private static final class LastWrite extends Row {
        private RowWrite last;

        LastWrite(int nodes) {
            super(nodes);
        }

        @Override
        List<RowWrite> currentWrites() {
            return last == null ? List.of() : List.of(last);
        }

        @Override
        void resolveConflict(RowWrite write, Fates fates) {
            if (last == null) {
                last = write;
                return;
            }
            RowWrite other = write.isAfter(last) ? last : write;
            last = other == last ? write : last;
            if (last.hasSeen(other)) {
                fates.overwritten(other);
            } else {
                fates.givenUp(other, last);
            }
        }
    }

    private static final class Siblings extends Row {
        private final List<RowWrite> all = new ArrayList<>(1);

        Siblings(int nodes) {
            super(nodes);
        }

        @Override
        List<RowWrite> currentWrites() {
            return all;
        }

        @Override
        void resolveConflict(RowWrite write, Fates fates) {
            for (RowWrite other : all) {
                if (other.hasSeen(write)) {
                    fates.overwritten(write);
                    return;
                }
            }
            all.removeIf(other -> {
                if (write.hasSeen(other)) {
                    fates.overwritten(other);
                }
                return write.hasSeen(other);
            });
            all.add(write);
        }
    }
}
