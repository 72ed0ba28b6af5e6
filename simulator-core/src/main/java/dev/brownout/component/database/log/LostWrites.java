package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Fate;
import dev.brownout.component.database.log.WriteLedger.Write;
import dev.brownout.spi.ComponentContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Acknowledged writes that a group has lost, and their fates. A lost write is recovered, overwritten, gone with its
 * disk or for lack of storage space, repeated by its client, or still recoverable.
 */
public final class LostWrites {
    private final WriteRecoveryMetrics measures;
    private final ConflictMetrics clashes;
    private final DivergedLog[] logs;
    private long lost;
    private long recovered;
    private long overwritten;
    private long lostCount;
    private long repeated;

    /** Creates the accounting for a group of {@code nodes} nodes, without losses. */
    public LostWrites(ComponentContext context, int nodes) {
        this.measures = context.metrics().instruments(WriteRecoveryMetrics.class);
        this.clashes = context.metrics().instruments(ConflictMetrics.class);
        this.logs = IntStream.range(0, nodes).mapToObj(i -> new DivergedLog()).toArray(DivergedLog[]::new);
    }

    /** Returns the writes of a node that are not in the log of the group. */
    public DivergedLog of(int node) {
        return logs[node];
    }

    /** Records the loss of {@code many} acknowledged writes. */
    public void recordLoss(long now, int many) {
        lost += many;
        measures.divergedWrites().add(now, many);
    }

    /** Records the acknowledgement of a write that is already lost. */
    public void recordLateAcknowledgement(Write write, long now) {
        recordLoss(now, 1);
        count(write, now);
    }

    /** Sets the fate of a write that is not recovered, unless its fate is already decided. */
    public void decide(Write write, Fate fate, long now) {
        if (write.lossState == Fate.OPEN) {
            write.lossState = fate;
            if (write.isLost()) {
                count(write, now);
            }
        }
    }

    private void count(Write write, long now) {
        switch (write.lossState) {
            case OPEN -> {}
            case OVERWRITTEN -> {
                overwritten++;
                clashes.conflicts().add(now);
                measures.divergedWrites().add(now, -1);
            }
            case LOST -> {
                lostCount++;
                measures.unrecoverableWrites().add(now);
                measures.divergedWrites().add(now, -1);
            }
        }
    }

    /**
     * Records that a write enters the log. A lost write is no longer lost then.
     *
     * @param restored whether recovery put it back; otherwise its client repeated it
     */
    public void logged(Write write, boolean restored, long now) {
        if (write.isLost() && write.lossState == Fate.OPEN) {
            recovered += restored ? 1 : 0;
            repeated += restored ? 0 : 1;
            measures.recoveredWrites().add(now, restored ? 1 : 0);
            measures.divergedWrites().add(now, -1);
        }
        write.lossState = Fate.OPEN;
    }

    /** Returns the number of losses of acknowledged writes so far. A write counts once for each loss. */
    public long lostCount() {
        return lost;
    }

    /**
     * Returns the number of lost writes as the sum over their fates. Must equal {@link #lostCount()}.
     *
     * @param underway passes on the entries that have left a diverged log and are not decided yet
     */
    public long accounted(Consumer<Consumer<DivergedLog.Entry>> underway) {
        Set<Write> open = new LinkedHashSet<>();
        Consumer<DivergedLog.Entry> check = entry -> {
            if (entry.write().isLost() && entry.write().lossState == Fate.OPEN) {
                open.add(entry.write());
            }
        };
        for (DivergedLog log : logs) {
            log.entries().forEach(check);
        }
        underway.accept(check);
        return recovered + overwritten + lostCount + repeated + open.size();
    }

    /** Returns the number of writes in diverged logs. */
    public long retainedCount() {
        long kept = 0;
        for (DivergedLog log : logs) {
            kept += log.entries().size();
        }
        return kept;
    }
}
