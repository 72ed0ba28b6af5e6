package dev.brownout.component.database.failover;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.Doc;

/** Metrics of elections. */
public record ElectionMetrics(
        @Doc("Candidacies: elections started by a node.") Counter candidacies,

        @Doc("Share of elections in which a second node became a candidate in the same term, which can split the "
                + "votes.")
        Ratio contested,

        @Doc("Time from the last message of a leader to the first candidate until its candidacy.")
        LatencyHistogram silence,

        @Doc("Time without a leader: from the loss of a leader until another one accepts writes. A loss that is "
                + "still open at the end of the run, for longer than usual, counts with its age.")
        LatencyHistogram leaderless) {}
