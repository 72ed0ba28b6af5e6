package dev.brownout.component.database.multiprimary;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Conflict metrics of the writes of one primary in a multi-primary database. */
public record WriteConflictMetrics(
        @Doc("Writes beside which another node has written their row, neither having seen the other: of two both, "
                + "each once, when it comes to a node that finds it out by its own last write of the row.")
        Counter concurrent_writes,

        @Doc("Writes that were given up for another one of their row that had not seen them and has a later time: "
                + "counted once, by whose they are, when a node first gives them up. Their callers have been told "
                + "that they are done.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @Loss("lost updates")
        Counter lost_updates,

        @Doc("Of the lost updates: writes that had seen the one that they were given up for, whose time was ahead.")
        Counter clock_losses) {}
