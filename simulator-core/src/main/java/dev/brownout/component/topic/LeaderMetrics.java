package dev.brownout.component.topic;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the replication and leader elections of a topic. */
@RequiresParameter("copies")
record LeaderMetrics(
        @Doc("Acknowledged messages that are gone: only a lost leader had them, or only in-sync replicas that were"
                + " not available at the election of another leader.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Messages truncated from a partition because its new leader lacked them, acknowledged or not.")
        @ChartTitle("Truncated messages of {}")
        Counter truncated,

        @Doc("Leader changes of partitions.") @ChartTitle("Leader changes at {}")
        Counter elections,

        @Doc("Elections of a leader that was out of sync, as 'unclean_election' allows.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Unclean leader elections at {}")
        Counter uncleanElections,

        @Doc("Partitions led by another broker than the preferred one.") @ChartTitle("Displaced partitions of {}")
        TimeWeighted displaced,

        @Doc("Partitions with a replica that is out of sync.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Under-replicated partitions of {}")
        TimeWeighted underReplicated,

        @Doc("Partitions without a leader that is up.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Leaderless partitions of {}")
        TimeWeighted leaderless,

        @Doc("Publish calls refused because fewer replicas were in sync than 'min_insync'.")
        @ChartTitle("Publish calls refused by {}")
        Counter notEnoughCopies) {}
