package dev.brownout.service;

import java.util.ArrayList;
import java.util.List;

/** Log of the acknowledged writes and messages that one component has lost and not restored. */
public final class LossLog {
    private final List<Loss> losses = new ArrayList<>();
    private long restored;

    /** Lost write or message that had been acknowledged. */
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

        /** Returns the time of the loss, in ns from the start of the run. */
        public long lostAt() {
            return lostAt;
        }

        /** Returns the time of the acknowledgement, in ns from the start of the run. */
        public long acknowledgedAt() {
            return acknowledgedAt;
        }

        /** Returns the number of the request class, in name order. */
        public int source() {
            return source;
        }
    }

    /** Records a write that is lost now. */
    public Loss record(long now, long acknowledgedAt, int source) {
        Loss loss = new Loss(now, acknowledgedAt, source);
        losses.add(loss);
        return loss;
    }

    /** Marks a loss as restored: the write is available again. */
    public void restore(Loss loss) {
        restored += loss.restored ? 0 : 1;
        loss.restored = true;
    }

    /** Returns the losses that have not been restored. */
    public List<Loss> all() {
        return losses.stream().filter(loss -> !loss.restored).toList();
    }

    /** Returns the number of losses that have not been restored. */
    public long count() {
        return losses.size() - restored;
    }

    /** Returns the number of records in memory, restored losses included. */
    public long length() {
        return losses.size();
    }
}
