package dev.brownout.component.topic;

import dev.brownout.measure.Counter;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What is measured of a topic whose partitions have copies. */
@Given("copies")
record LeaderMeasures(
        @Doc("Messages whose publishers were told that they are stored, and which are gone: nobody but a leader that "
                + "was lost had them.")
        @Shown(value = Shown.As.DAMAGE, in = Shown.In.BASELINE)
        @Titled("Messages lost at {}")
        Counter lost,

        @Doc("Messages that were cut off a partition because its new leader did not have them, whether or not their "
                + "publishers had been told that they are stored.")
        @Titled("Messages cut off at {}")
        Counter truncated,

        @Doc("Partitions that got another leader.") @Titled("Partitions of {} that change their leader")
        Counter elections,

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
