package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Fate;
import dev.brownout.component.database.log.WriteLedger.Write;
import dev.brownout.spi.ComponentContext;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * The acknowledged writes that a group has lost, and what becomes of them: back by recovery, overwritten meanwhile,
 * gone with the disk that had them or for want of room, repeated by their callers, or still to come.
 */
public final class LostWrites {
    private final WriteRecoveryMetrics measures;
    private final ConflictMetrics clashes;
    private final DivergedLog[] logs;
    private long lost;
    private long recovered;
    private long overwritten;
    private long gone;
    private long repeated;

    /** Nothing is lost yet by so many nodes. */
    public LostWrites(ComponentContext context, int nodes) {
        this.measures = context.measures(WriteRecoveryMetrics.class);
        this.clashes = context.measures(ConflictMetrics.class);
        this.logs = IntStream.range(0, nodes).mapToObj(i -> new DivergedLog()).toArray(DivergedLog[]::new);
    }

    /** What a node has that the log of the group does not have. */
    public DivergedLog of(int node) {
        return logs[node];
    }

    /** So many acknowledged writes are lost. */
    public void lost(long now, int many) {
        lost += many;
        measures.diverged_writes().add(now, many);
    }

    /** A caller is told that a write is done which is lost already. */
    public void recordLateAcknowledgement(Write write, long now) {
        lost(now, 1);
        count(write, now);
    }

    /** A write is not put back. */
    public void decide(Write write, Fate fate, long now) {
        if (write.fate == Fate.OPEN) {
            write.fate = fate;
            if (write.lost()) {
                count(write, now);
            }
        }
    }

    private void count(Write write, long now) {
        switch (write.fate) {
            case OPEN -> {}
            case OVERWRITTEN -> {
                overwritten++;
                clashes.conflicts().add(now);
                measures.diverged_writes().add(now, -1);
            }
            case GONE -> {
                gone++;
                measures.unrecoverable_writes().add(now);
                measures.diverged_writes().add(now, -1);
            }
        }
    }

    /**
     * A write enters the log; if it was lost, it is so no longer.
     *
     * @param restored whether it is put back, and not asked for once more by its caller
     */
    public void logged(Write write, boolean restored, long now) {
        if (write.lost() && write.fate == Fate.OPEN) {
            recovered += restored ? 1 : 0;
            repeated += restored ? 0 : 1;
            measures.recovered_writes().add(now, restored ? 1 : 0);
            measures.diverged_writes().add(now, -1);
        }
        write.fate = Fate.OPEN;
    }

    /** How many acknowledged writes were lost so far, each as often as it was. */
    public long lost() {
        return lost;
    }

    /**
     * The same, by what became of each of them.
     *
     * @param underway shows what is no longer in a diverged log and not yet decided
     */
    public long accounted(Consumer<Consumer<DivergedLog.Entry>> underway) {
        Set<Write> open = new LinkedHashSet<>();
        Consumer<DivergedLog.Entry> look = entry -> {
            if (entry.write().lost() && entry.write().fate == Fate.OPEN) {
                open.add(entry.write());
            }
        };
        for (DivergedLog log : logs) {
            log.entries().forEach(look);
        }
        underway.accept(look);
        return recovered + overwritten + gone + repeated + open.size();
    }

    /** How many writes are in diverged logs. */
    public long kept() {
        long kept = 0;
        for (DivergedLog log : logs) {
            kept += log.entries().size();
        }
        return kept;
    }
}
