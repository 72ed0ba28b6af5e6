package dev.brownout.component.store;

import dev.brownout.measure.Counter;
import dev.brownout.vocabulary.ChartTitle;
import dev.brownout.vocabulary.Doc;
import dev.brownout.wiring.RequiresParameter;

/** The reads of a store that one more copy is asked for. */
@RequiresParameter("speculative_retry")
record SpeculationMetrics(
        @Doc("Reads that were sent to one more copy, since the responses were late.")
        @ChartTitle("Reads of {} sent to one more copy")
        Counter speculative_reads) {}
