package dev.brownout.component.queue;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Figure;
import dev.brownout.measure.Sampled;
import dev.brownout.measure.Span;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Loss;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of a queue. */
record QueueMeasures(
        @Doc("Messages that wait, those that a consumer has not counted.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Messages waiting in {}")
        TimeWeighted depth,

        @Doc("How long the message that is next has been waiting, since it was published or came back.")
        @Shown(value = Shown.As.AGE, in = Shown.In.CHART)
        @Titled("Age of the oldest message in {}")
        Sampled oldest_age,

        @Doc("Messages that a consumer was given and has not acknowledged.")
        @Titled("Messages of {} handed out and not acknowledged")
        TimeWeighted unacknowledged,

        @Doc("Messages stored and acknowledged to their publishers.") @Titled("Messages published to {}")
        Counter published,

        @Doc("Messages acknowledged by a consumer, and so gone.") @Titled("Messages of {} consumed")
        Counter consumed,

        @Doc("Messages given to a consumer once more.") @Titled("Messages of {} delivered again")
        Counter redeliveries,

        @Doc("Messages worked on successfully once more: effects applied more than once.")
        @Shown(
                value = Shown.As.DAMAGE,
                in = {})
        @Titled("Messages of {} worked on twice")
        @Loss("duplicate messages")
        Counter duplicates,

        @Doc("Duplicates that a consumer recognized, so that they had no effect.")
        @Titled("Messages of {} recognized as duplicates")
        Counter deduplicated,

        @Doc("Messages put aside because consumers were given them too often.")
        @Shown(
                value = Shown.As.DAMAGE,
                in = {})
        @Titled("Messages of {} put aside")
        @Loss("dead letters")
        Counter dead_letters,

        @Doc("Messages stored once and gone unread: dropped for others, expired, or lost with the memory.")
        @Shown(
                value = Shown.As.DAMAGE,
                in = {})
        @Titled("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Questions for messages that were answered with none.") @Titled("Empty answers of {} to consumers")
        Counter empty_receives,

        @Doc("Time from the publication of a message to the end of the work on it, by when it was published. Where"
                + " overdue messages make it longer, these count at their age at the end of the run.")
        Spread end_to_end,

        @Doc("Messages that had not been worked on when the run ended, and are older than any usual end_to_end time or"
                + " wait behind more messages than any that was worked on, by when they were published.")
        @Titled("Messages of {} that wait for longer than usual")
        Counter overdue_messages,

        @Doc("Time from the deepest backlog of a window to the first moment without one.")
        Figure drain_time) {

    /** How many messages have ended, however. */
    long ended(Span run) {
        return consumed.total(run) + dead_letters.total(run) + lost.total(run);
    }
}
