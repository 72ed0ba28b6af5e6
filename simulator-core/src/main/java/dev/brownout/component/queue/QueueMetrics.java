package dev.brownout.component.queue;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;

/** Metrics of a queue. */
record QueueMetrics(
        @Doc("Messages that wait, those that a consumer has not counted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Messages waiting in {}")
        TimeWeighted depth,

        @Doc("How long the message that is next has been waiting, since it was published or came back.")
        @Display(value = Display.As.AGE, in = Display.In.CHART)
        @ChartTitle("Age of the oldest message in {}")
        SampledGauge oldest_age,

        @Doc("Messages that a consumer was given and has not acknowledged.")
        @ChartTitle("Messages of {} handed out and not acknowledged")
        TimeWeighted unacknowledged,

        @Doc("Messages stored and acknowledged to their publishers.") @ChartTitle("Messages published to {}")
        Counter published,

        @Doc("Messages acknowledged by a consumer, and so gone.") @ChartTitle("Messages of {} consumed")
        Counter consumed,

        @Doc("Messages given to a consumer once more.") @ChartTitle("Messages of {} delivered again")
        Counter redeliveries,

        @Doc("Messages worked on successfully once more: effects applied more than once.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages of {} worked on twice")
        @Loss("duplicate messages")
        Counter duplicates,

        @Doc("Duplicates that a consumer recognized, so that they had no effect.")
        @ChartTitle("Messages of {} recognized as duplicates")
        Counter deduplicated,

        @Doc("Messages put aside because consumers were given them too often.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages of {} put aside")
        @Loss("dead letters")
        Counter dead_letters,

        @Doc("Messages stored once and gone unread: dropped for others, expired, or lost with the memory.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Questions for messages that were answered with none.") @ChartTitle("Empty answers of {} to consumers")
        Counter empty_receives,

        @Doc("Time from the publication of a message to the end of the work on it, by when it was published. Where"
                + " overdue messages make it longer, these count at their age at the end of the run.")
        LatencyHistogram end_to_end,

        @Doc("Messages that had not been worked on when the run ended, and are older than any usual end_to_end time or"
                + " wait behind more messages than any that was worked on, by when they were published.")
        @ChartTitle("Messages of {} that wait for longer than usual")
        Counter overdue_messages,

        @Doc("Time from the deepest backlog of a window to the first moment without one.")
        DerivedGauge drain_time) {

    /** Returns the number of messages consumed, dead-lettered or lost. */
    long ended(CellRange run) {
        return consumed.total(run) + dead_letters.total(run) + lost.total(run);
    }
}
