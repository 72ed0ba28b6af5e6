package dev.brownout.component.database.multiprimary;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Conflict metrics of the writes of one primary in a multi-primary database. */
public record WriteConflictMetrics(
        @Doc("Concurrent writes: another node wrote the same row, and neither write had seen the other. Both "
                + "count, each once, when it reaches a node that detects it by its own last write of the row.")
        Counter concurrentWrites,

        @Doc("Acknowledged writes that were overwritten by a write of the same row that had not seen them and "
                + "has a later timestamp. Each counts once, at the node that committed it, when a node first "
                + "discards it.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost updates")
        Counter lostUpdates,

        @Doc("Lost updates in which the discarded write had seen the other one, because the timestamp of the "
                + "other was ahead.")
        Counter clockLosses) {}
