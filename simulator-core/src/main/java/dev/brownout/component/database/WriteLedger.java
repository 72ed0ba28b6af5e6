package dev.brownout.component.database;

import dev.brownout.random.Draws;
import dev.brownout.result.VariantResult.DataResult;

/**
 * What became of each write, by its idempotency key: whether it was asked for, applied by some node, acknowledged to
 * its caller, failed to its caller, and how often it stands in the primary's log. Everything else follows: lost is
 * acknowledged and not in the log, phantom is failed and in the log, duplicate is in the log more than once.
 */
final class WriteLedger {
    private static final int APPLIED = 1;
    private static final int ACKNOWLEDGED = 2;
    private static final int FAILED = 4;
    /** From here on the number of times that a write stands in the log. */
    private static final int ONCE = 8;

    private long[] origins = new long[16];
    private int[] states = new int[16];
    private long[] positions = new long[16];
    private int used;

    /** A caller asks for a write. */
    void asked(long origin) {
        entry(origin);
    }

    /** The primary has put a write into its log. */
    void logged(long origin, long position) {
        int at = entry(origin);
        states[at] = (states[at] | APPLIED) + ONCE;
        positions[at] = position;
    }

    /** A node that was no longer primary has applied a write, to a log that nobody follows. */
    void strayed(long origin) {
        states[entry(origin)] |= APPLIED;
    }

    /**
     * A write is no longer in the log.
     *
     * @return whether that loses a write which a caller was told to be done
     */
    boolean unlogged(long origin) {
        int at = entry(origin);
        states[at] -= ONCE;
        return lost(states[at]);
    }

    /**
     * A caller has been told that its write is done.
     *
     * @return whether the write is already lost
     */
    boolean acknowledged(long origin) {
        int at = entry(origin);
        boolean before = lost(states[at]);
        states[at] |= ACKNOWLEDGED;
        return !before && lost(states[at]);
    }

    /** A caller has been told that its write failed, or nothing at all. */
    void failed(long origin) {
        states[entry(origin)] |= FAILED;
    }

    /** Position of a write in the log, the last one where it stands there more than once; 0 where it does not. */
    long position(long origin) {
        int at = entry(origin);
        return states[at] < ONCE ? 0 : positions[at];
    }

    private static boolean lost(int state) {
        return state < ONCE && (state & ACKNOWLEDGED) != 0;
    }

    /** Counts everything; the three counts that are not about writes are the caller's. */
    DataResult settle(long staleReads, long staleAgeMaxNanos, long dualPrimaryNanos) {
        long applied = 0;
        long acknowledged = 0;
        long durable = 0;
        long lost = 0;
        long phantom = 0;
        long duplicate = 0;
        for (int i = 0; i < origins.length; i++) {
            int state = states[i];
            boolean told = (state & ACKNOWLEDGED) != 0;
            applied += (state & APPLIED) != 0 ? 1 : 0;
            acknowledged += told ? 1 : 0;
            durable += state >= ONCE ? 1 : 0;
            lost += lost(state) ? 1 : 0;
            phantom += state >= ONCE && !told && (state & FAILED) != 0 ? 1 : 0;
            duplicate += state >= 2 * ONCE ? 1 : 0;
        }
        return new DataResult(
                used,
                applied,
                acknowledged,
                durable,
                lost,
                phantom,
                duplicate,
                staleReads,
                staleAgeMaxNanos,
                dualPrimaryNanos);
    }

    private int entry(long asked) {
        long origin = asked == 0 ? 1 : asked;
        int at = find(origin);
        if (origins[at] == 0) {
            if (2 * (used + 1) > origins.length) {
                grow();
                at = find(origin);
            }
            used++;
            origins[at] = origin;
        }
        return at;
    }

    private int find(long origin) {
        int mask = origins.length - 1;
        int at = (int) Draws.mix(origin) & mask;
        while (origins[at] != origin && origins[at] != 0) {
            at = at + 1 & mask;
        }
        return at;
    }

    private void grow() {
        long[] oldOrigins = origins;
        int[] oldStates = states;
        long[] oldPositions = positions;
        origins = new long[2 * oldOrigins.length];
        states = new int[origins.length];
        positions = new long[origins.length];
        for (int i = 0; i < oldOrigins.length; i++) {
            if (oldOrigins[i] != 0) {
                int at = find(oldOrigins[i]);
                origins[at] = oldOrigins[i];
                states[at] = oldStates[i];
                positions[at] = oldPositions[i];
            }
        }
    }
}
