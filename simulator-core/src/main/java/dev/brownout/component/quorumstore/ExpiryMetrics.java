package dev.brownout.component.quorumstore;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the reads in a store with a time to live. */
@RequiresParameter("ttl")
record ExpiryMetrics(
        @Doc("Reads of a key whose value had expired, by the clock of the node that was asked: they find nothing.")
        @ChartTitle("Reads of {} too late")
        Counter expired_reads,

        @Doc("Reads that found nothing, as it had expired, was forgotten, or nobody has written it yet, of all reads"
                + " that were answered.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Reads of {} that find nothing")
        Ratio not_found_share) {}
