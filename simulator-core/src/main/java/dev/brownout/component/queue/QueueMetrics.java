package dev.brownout.component.queue;

import dev.brownout.host.QueueWaitMetrics;
import dev.brownout.instrument.CellRange;
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
import dev.brownout.spec.MeasuredOnRequest;

/** Metrics of a queue. */
record QueueMetrics(
        @Doc("Waiting messages, without those delivered to a consumer.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Messages waiting in {}")
        TimeWeighted depth,

        @Doc("Age of the oldest message that is not deleted: waiting, delivered, or hidden until its redelivery.")
        @Display(value = Display.As.AGE, in = Display.In.CHART)
        @ChartTitle("Age of the oldest message in {}")
        SampledGauge oldestAge,

        @Doc("Messages delivered to a consumer and not yet acknowledged.") @ChartTitle("Unacknowledged messages of {}")
        TimeWeighted unacknowledged,

        @Doc("Messages stored and acknowledged to their publishers.") @ChartTitle("Messages published to {}")
        Counter published,

        @Doc("Messages acknowledged by a consumer, and removed.") @ChartTitle("Messages consumed from {}")
        Counter consumed,

        @Doc("Repeated deliveries of a message to a consumer.") @ChartTitle("Redelivered messages of {}")
        Counter redeliveries,

        @Doc("Messages processed successfully more than once: their effects are applied again.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages of {} processed twice")
        @Loss("duplicate messages")
        Counter duplicates,

        @Doc("Duplicates that a consumer recognized; they have no effect.") @ChartTitle("Duplicates recognized at {}")
        Counter deduplicated,

        @Doc("Messages that reached the maximum number of deliveries.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Dead-lettered messages of {}")
        @Loss("dead letters")
        Counter deadLetters,

        @Doc("Stored messages that were never processed: dropped for others, expired, or lost with the memory.")
        @Display(
                value = Display.As.DAMAGE,
                in = {})
        @ChartTitle("Messages lost at {}")
        @Loss("lost messages")
        Counter lost,

        @Doc("Receive calls that returned no message.") @ChartTitle("Empty receives from {}")
        Counter emptyReceives,

        @Doc("Time from the publication of a message to the end of its processing, recorded at the publication"
                + " time. Overdue messages count with their age at the end of the run if that increases it.")
        LatencyHistogram endToEnd,

        @Doc("Unprocessed messages at the end of the run that are older than any usual end_to_end time, or behind"
                + " more messages than any processed one, recorded at the publication time.")
        @ChartTitle("Overdue messages of {}")
        Counter overdueMessages,

        @Doc("Time from the largest backlog of a window until the backlog is empty.") @InstrumentUnit("ns")
        DerivedGauge drainTime) {

    /** Waiting times of messages. A run has them only if its scenario names them. */
    @MeasuredOnRequest(beside = "depth")
    record DeliveryWaits(
            @Doc("Time from the publication of a message to its first delivery to a consumer, recorded at the"
                    + " publication time. Overdue messages count with their age at the end of the run. "
                    + QueueWaitMetrics.SHARES)
            @ChartTitle(QueueWaitMetrics.TITLE)
            LatencyHistogram queueWait) {}

    /** Returns the number of messages consumed, dead-lettered or lost. */
    long finishedMessages(CellRange run) {
        return consumed.total(run) + deadLetters.total(run) + lost.total(run);
    }
}
