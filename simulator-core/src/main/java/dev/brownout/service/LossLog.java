package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;

/** The acknowledged writes and messages that one component has lost and has not got back. */
public final class LossLog {
    private final List<Loss> losses = new ArrayList<>();
    private long restored;

    /** One acknowledged write or message that is lost. */
    public static final class Loss {
        private final long lostAt;
        private final long acknowledgedAt;
        private final int source;
        private boolean restored;

        private Loss(long lostAt, long acknowledgedAt, int source) {
            this.lostAt = lostAt;
            this.acknowledgedAt = acknowledgedAt;
            this.source = source;
        }

        /** When it was lost, in nanoseconds from the start of the run. */
        public long lostAt() {
            return lostAt;
        }

        /** When its caller was told that it is done, in nanoseconds from the start of the run. */
        public long acknowledgedAt() {
            return acknowledgedAt;
        }

        /** The number of the class of its request, in the order of names. */
        public int source() {
            return source;
        }
    }

    /** Counts a write that is lost now. */
    public Loss lost(long now, long acknowledgedAt, int source) {
        Loss loss = new Loss(now, acknowledgedAt, source);
        losses.add(loss);
        return loss;
    }

    /** Takes a loss back: the write is there again. */
    public void restore(Loss loss) {
        restored += loss.restored ? 0 : 1;
        loss.restored = true;
    }

    /** Those that have not been taken back. */
    public List<Loss> all() {
        return losses.stream().filter(loss -> !loss.restored).toList();
    }

    /** How many there are, without those that have been taken back. */
    public long count() {
        return losses.size() - restored;
    }

    /** How many take memory. */
    public long length() {
        return losses.size();
    }
}
