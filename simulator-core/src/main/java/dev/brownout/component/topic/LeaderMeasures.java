package dev.brownout.component.topic;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Loss;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What is measured of a topic whose partitions have copies. */
@Given("copies")
record LeaderMeasures(
        @Doc("Messages whose publishers were told that they are stored, and which are gone: nobody had them but a "
                + "leader that was lost, or copies in sync that were not there when another one became the leader.")
        @Shown(value = Shown.As.DAMAGE, in = Shown.In.BASELINE)
        @Titled("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Messages that were cut off a partition because its new leader did not have them, whether or not their "
                + "publishers had been told that they are stored.")
        @Titled("Messages cut off at {}")
        Counter truncated,

        @Doc("Partitions that got another leader.") @Titled("Partitions of {} that change their leader")
        Counter elections,

        @Doc("Partitions that got a leader which was not in sync, as 'unclean_election' allows.")
        @Shown(
                value = Shown.As.DAMAGE,
                in = {})
        @Titled("Partitions of {} that get a leader out of sync")
        Counter unclean_elections,

        @Doc("Partitions that another machine leads than the one that is to, or led last: the rest of the machines do "
                + "its work.")
        @Titled("Partitions of {} that another machine leads")
        TimeWeighted displaced,

        @Doc("Partitions of which some copy is not in sync.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Partitions of {} with copies out of sync")
        TimeWeighted under_replicated,

        @Doc("Partitions without a leader that is up.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Partitions of {} without a leader")
        TimeWeighted leaderless,

        @Doc("Calls of publishers refused because fewer copies were in sync than 'min_insync' says.")
        @Titled("Calls to {} refused for want of copies")
        Counter not_enough_copies) {}
