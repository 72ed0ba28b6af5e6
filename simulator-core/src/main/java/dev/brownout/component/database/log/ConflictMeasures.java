package dev.brownout.component.database.log;

import dev.brownout.measure.Counter;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;

/** What is measured of writes that did not know of each other. */
public record ConflictMeasures(
        @Doc("Writes that met another one of the same key that had not seen them, of two the later one; lost_updates "
                + "counts those that are overwritten so. Of recovery, lost writes whose key "
                + "was written meanwhile, and which are not put back.")
        @Shown(value = Shown.As.DAMAGE, in = Shown.In.BASELINE)
        Counter conflicts) {}
