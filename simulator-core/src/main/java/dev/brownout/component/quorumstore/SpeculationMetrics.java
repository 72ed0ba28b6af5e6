package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** The reads of a store that one more copy is asked for. */
@RequiresParameter("speculative_retry")
record SpeculationMetrics(
        @Doc("Reads that were sent to one more copy, since the responses were late.")
        @ChartTitle("Reads of {} sent to one more copy")
        Counter speculative_reads) {}
