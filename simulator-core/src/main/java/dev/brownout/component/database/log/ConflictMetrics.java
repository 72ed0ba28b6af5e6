package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of concurrent writes that had not seen each other. */
public record ConflictMetrics(
        @Doc("Conflicts. With multi-primary: writes that reached a node with a concurrent write of the same key, "
                + "the later one of each pair; lost_updates counts the overwritten ones. With recovery: lost "
                + "writes that were not restored because their key had been written meanwhile.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        Counter conflicts) {}
