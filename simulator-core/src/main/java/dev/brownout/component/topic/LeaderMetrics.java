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
        @Doc("Messages whose publishers were told that they are stored, and which are gone: nobody had them but a "
                + "leader that was lost, or copies in sync that were not there when another one became the leader.")
        @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
        @ChartTitle("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Messages that were cut off a partition because its new leader did not have them, whether or not their "
                + "publishers had been told that they are stored.")
        @ChartTitle("Messages cut off at {}")
        Counter truncated,

        @Doc("Partitions that got another leader.") @ChartTitle("Partitions of {} that change their leader")
        Counter elections,

        @Doc("Partitions that got a leader which was not in sync, as 'unclean_election' allows.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Partitions of {} that get a leader out of sync")
        Counter unclean_elections,

        @Doc("Partitions that another machine leads than the one that is to, or led last: the rest of the machines do "
                + "its work.")
        @ChartTitle("Partitions of {} that another machine leads")
        TimeWeighted displaced,

        @Doc("Partitions of which some copy is not in sync.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Partitions of {} with copies out of sync")
        TimeWeighted under_replicated,

        @Doc("Partitions without a leader that is up.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Partitions of {} without a leader")
        TimeWeighted leaderless,

        @Doc("Calls of publishers refused because fewer copies were in sync than 'min_insync' says.")
        @ChartTitle("Calls to {} refused for want of copies")
        Counter not_enough_copies) {}
