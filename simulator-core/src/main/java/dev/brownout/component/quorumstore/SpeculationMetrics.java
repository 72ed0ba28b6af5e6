package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the speculative retries of a store. */
@RequiresParameter("speculative_retry")
record SpeculationMetrics(
        @Doc("Reads that were sent to one more replica because responses were late.")
        @ChartTitle("Speculative reads of {}")
        Counter speculativeReads) {}
