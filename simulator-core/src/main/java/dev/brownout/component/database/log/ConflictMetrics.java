package dev.brownout.component.database.log;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of concurrent writes that had not seen each other. */
public record ConflictMetrics(
        @Doc("Writes that met another one of the same key that had not seen them, of two the later one; lost_updates "
                + "counts those that are overwritten so. Of recovery, lost writes whose key "
                + "was written meanwhile, and which are not put back.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        Counter conflicts) {}
