package dev.brownout.component.topic;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
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
        @ChartTitle(value = "Consumer lag of {}", each = "partition")
        TimeWeighted lag,

        @Doc(TopicMetrics.OLDEST)
        @Display(value = Display.As.AGE, in = Display.In.CHART)
        @ChartTitle(value = "Age of the oldest message for {}", each = "partition")
        SampledGauge oldestAge,

        @Doc(TopicMetrics.CONSUMED) @ChartTitle(value = "Messages consumed by {}", each = "partition")
        Counter consumed,

        @Doc("Repeated deliveries of a message to a consumer of the group.") @ChartTitle("Messages redelivered to {}")
        Counter redeliveries,

        @Doc("Messages that the group processed successfully more than once: their effects are applied again.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages processed twice by {}")
        @Loss("duplicate messages")
        Counter duplicates,

        @Doc("Duplicates that a consumer of the group recognized; they have no effect.")
        @ChartTitle("Duplicates recognized by {}")
        Counter deduplicated,

        @Doc("Messages processed successfully after a later message of the same key: the order of the key is"
                + " broken.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages processed out of order by {}")
        @Loss("reordered messages")
        Counter reordered,

        @Doc("Messages that the group skipped after the maximum number of failed deliveries.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Dead-lettered messages of {}")
        @Loss("dead letters")
        Counter deadLetters,

        @Doc(TopicMetrics.EXPIRED)
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle(value = "Expired messages of {}", each = "partition")
        @Loss("expired messages")
        Counter expired,

        @Doc("Assignments of the partitions to the consumers, repeated after a change of the group.")
        @ChartTitle("Rebalances of {}")
        Counter rebalances,

        @Doc("Partitions that no consumer of the group reads: its consumer is dead, or a rebalance has paused them.")
        @ChartTitle("Unread partitions of {}")
        TimeWeighted stopped,

        @Doc("Consumers of the group without a partition.") @ChartTitle("Idle consumers of {}")
        TimeWeighted idle,

        @Doc("Time from the storage of a message to the end of its processing by the group, recorded at the storage"
                + " time. Overdue messages count with their age at the end of the run if that increases it.")
        LatencyHistogram endToEnd,

        @Doc("Messages that the group had not processed at the end of the run and that are older than any of its"
                + " usual end_to_end times, or behind more messages of their partition than any processed one."
                + " Recorded at the storage time.")
        @ChartTitle("Overdue messages of {}")
        Counter overdueMessages) {

    static final String LAG = "Stored messages that the group has not finished, including those being processed.";
    static final String OLDEST = "Age of the oldest message that the group has not finished.";
    static final String CONSUMED = "Messages that the group has finished: their offset is committed.";
    static final String EXPIRED = "Messages that exceeded the retention time before the group had finished them.";

    /** Metrics of the backlog of one consumer group, or of all groups together. */
    record DrainMetrics(
            @Doc("Time from the largest lag of a window until the lag is zero.") @InstrumentUnit("ns")
            DerivedGauge drainTime) {}

    /** Metrics of the topic itself. */
    record Intake(
            @Doc("Messages stored by the leaders of their partitions.") @ChartTitle("Messages published to {}")
            Counter published) {}

    /** Metrics of offsets set back by unclean elections, for one group or for all groups. */
    @RequiresParameter("unclean_election")
    record SetBack(
            @Doc("Messages that the group had finished and a new leader lacks: the offsets of the group went back"
                    + " by this number. A new reader of the topic does not find them.")
            @ChartTitle("Consumed messages of {} lost by the topic")
            Counter setBack) {}

    /** Metrics of one partition as read by one group. */
    record OfPartition(
            @Doc(LAG)
            @Display(value = Display.As.LEVEL, in = Display.In.CHART)
            @ChartTitle(value = "Consumer lag of {}", each = "partition")
            TimeWeighted lag,

            @Doc(OLDEST)
            @Display(value = Display.As.AGE, in = Display.In.CHART)
            @ChartTitle(value = "Age of the oldest message for {}", each = "partition")
            SampledGauge oldestAge,

            @Doc(CONSUMED) @ChartTitle(value = "Messages consumed by {}", each = "partition")
            Counter consumed,

            @Doc(EXPIRED)
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle(value = "Expired messages of {}", each = "partition")
            @Loss("expired messages")
            Counter expired) {}
}
