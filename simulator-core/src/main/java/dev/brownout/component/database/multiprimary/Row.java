package dev.brownout.component.database.multiprimary;

import java.util.ArrayList;
import java.util.List;

/** What a node has of a row: the writes that stand, and all that it has seen of it. */
abstract class Row {
    /** Of each node the number of the last write of the row that is known here. */
    final long[] seen;

    private Row(int nodes) {
        this.seen = new long[nodes];
    }

    /** Of which the last write by the clocks stays. */
    static Row ofLastWrite(int nodes) {
        return new LastWrite(nodes);
    }

    /** In which writes that have not seen each other stay beside each other. */
    static Row ofSiblings(int nodes) {
        return new Siblings(nodes);
    }

    /** The writes that stand. */
    abstract List<RowWrite> standing();

    /**
     * Takes a write, its node's own or another's.
     *
     * @param fates hears what becomes of it, and of those that were there
     */
    final void take(RowWrite write, Fates fates) {
        meet(write, fates);
        for (int node = 0; node < seen.length; node++) {
            seen[node] = Math.max(seen[node], write.seen[node]);
        }
    }

    abstract void meet(RowWrite write, Fates fates);

    /** Who hears what becomes of the writes that meet in a row. */
    interface Fates {
        /** One is gone for another that has seen it. */
        void overwritten(RowWrite write);

        /** One is gone for another that has not seen it, and has a later time. */
        void givenUp(RowWrite write, RowWrite forOther);
    }

    private static final class LastWrite extends Row {
        private RowWrite last;

        LastWrite(int nodes) {
            super(nodes);
        }

        @Override
        List<RowWrite> standing() {
            return last == null ? List.of() : List.of(last);
        }

        @Override
        void meet(RowWrite write, Fates fates) {
            if (last == null) {
                last = write;
                return;
            }
            RowWrite other = write.isAfter(last) ? last : write;
            last = other == last ? write : last;
            if (last.saw(other)) {
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
        List<RowWrite> standing() {
            return all;
        }

        @Override
        void meet(RowWrite write, Fates fates) {
            for (RowWrite other : all) {
                if (other.saw(write)) {
                    fates.overwritten(write);
                    return;
                }
            }
            all.removeIf(other -> {
                if (write.saw(other)) {
                    fates.overwritten(other);
                }
                return write.saw(other);
            });
            all.add(write);
        }
    }
}
