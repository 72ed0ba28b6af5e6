package dev.brownout.component.database.failover;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.spec.Doc;

/** Metrics of elections. */
public record ElectionMetrics(
        @Doc("Nodes that stood for election, each time that they did.")
        Counter candidacies,

        @Doc("Elections in which a second node stood in the term of the first, so that the votes may be split, of all.")
        Ratio contested,

        @Doc("From the last word of a leader that the first node heard that stood for election, to that.")
        LatencyHistogram silence,

        @Doc("From the moment at which a leader was lost to that at which another one takes writes. A loss that is open"
                + " at the end of the run, for longer than usual, counts at its age.")
        LatencyHistogram leaderless) {}
