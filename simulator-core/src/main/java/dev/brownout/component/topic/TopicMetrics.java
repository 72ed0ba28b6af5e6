package dev.brownout.component.topic;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.RequiresParameter;

/** Metrics of one consumer group, or of all groups of a topic together. */
record TopicMetrics(
        @Doc(TopicMetrics.LAG)
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle(value = "Messages that {} is behind", each = "partition")
        TimeWeighted lag,

        @Doc(TopicMetrics.OLDEST)
        @Display(value = Display.As.AGE, in = Display.In.CHART)
        @ChartTitle(value = "Age of the oldest message for {}", each = "partition")
        SampledGauge oldest_age,

        @Doc(TopicMetrics.CONSUMED) @ChartTitle(value = "Messages that {} consumes", each = "partition")
        Counter consumed,

        @Doc("Messages given to a consumer of the group once more.") @ChartTitle("Messages delivered again to {}")
        Counter redeliveries,

        @Doc("Messages worked on successfully once more by the group: effects applied more than once.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages that {} works on twice")
        @Loss("duplicate messages")
        Counter duplicates,

        @Doc("Duplicates that a consumer of the group recognized, so that they had no effect.")
        @ChartTitle("Messages that {} recognizes as duplicates")
        Counter deduplicated,

        @Doc("Messages worked on successfully after a later one of their key had been: the order of the key is broken.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages that {} works on out of order")
        @Loss("reordered messages")
        Counter reordered,

        @Doc("Messages that the group has passed over because its consumers failed on them too often.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages that {} puts aside")
        @Loss("dead letters")
        Counter dead_letters,

        @Doc(TopicMetrics.EXPIRED)
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle(value = "Messages that expire before {} reads them", each = "partition")
        @Loss("expired messages")
        Counter expired,

        @Doc("Times that the partitions were assigned anew.") @ChartTitle("Rebalances of {}")
        Counter rebalances,

        @Doc("Partitions that no consumer of the group reads: theirs is dead, or a rebalance has stopped them.")
        @ChartTitle("Partitions that nobody in {} reads")
        TimeWeighted stopped,

        @Doc("Consumers of the group that have no partition to read.")
        @ChartTitle("Consumers of {} without a partition")
        TimeWeighted idle,

        @Doc("Time from the storing of a message to the end of the group's work on it, by when it was stored. Where"
                + " overdue messages make it longer, these count at their age at the end of the run.")
        LatencyHistogram end_to_end,

        @Doc("Messages that the group had not worked on when the run ended, and that are older than any of its usual"
                + " end_to_end times or behind more messages of their partition than any that it worked on, by when"
                + " they were stored.")
        @ChartTitle("Messages for {} that wait for longer than usual")
        Counter overdue_messages,

        @Doc("Time from the greatest lag of a window to the first moment without any.")
        DerivedGauge drain_time) {

    static final String LAG = "Messages stored that the group has not finished, those being worked on counted.";
    static final String OLDEST = "How long ago the oldest message was stored that the group has not finished.";
    static final String CONSUMED = "Messages that the group has finished: their offset is committed.";
    static final String EXPIRED = "Messages that were too old before the group had finished them: gone unread.";

    /** Metrics of the topic itself. */
    record Intake(
            @Doc("Messages stored by the leaders of their partitions.") @ChartTitle("Messages published to {}")
            Counter published) {}

    /** Metrics of offsets set back by unclean elections, for one group or for all groups. */
    @RequiresParameter("unclean_election")
    record SetBack(
            @Doc("Messages that the group had finished when a copy became the leader that does not have them: so far "
                    + "its offsets went back. Who reads the topic anew does not find them.")
            @ChartTitle("Messages that {} had finished and the topic has lost")
            Counter set_back) {}

    /** Metrics of one partition as read by one group. */
    record OfPartition(
            @Doc(LAG)
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle(value = "Messages that {} is behind", each = "partition")
            TimeWeighted lag,

            @Doc(OLDEST)
            @Display(value = Display.As.AGE, in = Display.In.CHART)
            @ChartTitle(value = "Age of the oldest message for {}", each = "partition")
            SampledGauge oldest_age,

            @Doc(CONSUMED) @ChartTitle(value = "Messages that {} consumes", each = "partition")
            Counter consumed,

            @Doc(EXPIRED)
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle(value = "Messages that expire before {} reads them", each = "partition")
            @Loss("expired messages")
            Counter expired) {}
}
