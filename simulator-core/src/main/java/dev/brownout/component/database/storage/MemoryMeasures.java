package dev.brownout.component.database.storage;

import dev.brownout.measure.Occupancy;
import dev.brownout.measure.Ratio;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What is measured of the memory of each node. */
@Given("memory")
public record MemoryMeasures(
        @Doc("Rows in memory over those for which the nodes that are up have memory, time-weighted.")
        @Shown(
                value = Shown.As.OCCUPANCY,
                in = {})
        @Titled("Share of rows in the memory of {}")
        Occupancy memory,

        @Doc("Rows that were in memory, of all that were looked for.")
        @Shown(value = Shown.As.HIT_RATIO, in = Shown.In.CHART)
        @Titled("Rows found in the memory of {}")
        Ratio memory_hits) {}
