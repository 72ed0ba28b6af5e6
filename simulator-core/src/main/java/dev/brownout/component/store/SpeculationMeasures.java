package dev.brownout.component.store;

import dev.brownout.measure.Counter;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** The reads of a store that one more copy is asked for. */
@Given("speculative_retry")
record SpeculationMeasures(
        @Doc("Reads that were sent to one more copy, since the responses were late.")
        @Titled("Reads of {} sent to one more copy")
        Counter speculative_reads) {}
