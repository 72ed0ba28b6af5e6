package dev.brownout.component.store;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What readers of a whole store are told whose keys expire. */
@Given("ttl")
record ExpiryMeasures(
        @Doc("Reads of a key whose value had expired, by the clock of the node that was asked: they find nothing.")
        @Titled("Reads of {} too late")
        Counter expired_reads,

        @Doc("Reads that found nothing, as it had expired, was forgotten, or nobody has written it yet, of all reads"
                + " that were answered.")
        @Shown(in = Shown.In.CHART)
        @Titled("Reads of {} that find nothing")
        Ratio not_found_share) {}
