package dev.brownout.component.database.reads;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the routing of reads by session. */
@RequiresParameter("reads.session")
public record SessionReadMetrics(
        @Doc("Reads that the session routing sent to the primary, because of a write of the session or after the "
                + "timeout of a wait.")
        @ChartTitle("Reads of {} sent to the primary for a session")
        Counter sessionPrimaryReads,

        @Doc("Sessions that moved to another node, because theirs was not available.")
        @ChartTitle("Sessions of {} that moved to another node")
        Counter sessionMoves,

        @Doc("Waiting time of reads at a node for a position of the log; 0 if the node had it.")
        LatencyHistogram sessionWait,

        @Doc("Waits for a position of the log that ended by their timeout.")
        Counter sessionWaitTimeouts) {}
