package dev.brownout.component.queue;

import dev.brownout.component.queue.Message.State;
import dev.brownout.component.queue.QueueMetrics.DeliveryWaits;
import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.OverdueWaits.OpenWaits;
import dev.brownout.spi.ComponentContext;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Waits of the messages of a broker: until their first delivery, if the scenario names that metric, and until the end
 * of their processing. Those still open at the end of the run can be overdue.
 */
final class MessageWaits {
    private final Queue queue;
    private final ReadyMessages ready;
    private final Collection<Message> messages;
    private final Optional<LatencyHistogram> untilDelivery;

    /**
     * Registers the waits.
     *
     * @param ready messages that wait for a consumer
     * @param messages live view of the stored messages
     */
    MessageWaits(Queue queue, ComponentContext context, Host host, ReadyMessages ready, Collection<Message> messages) {
        this.queue = queue;
        this.ready = ready;
        this.messages = messages;
        QueueMetrics measures = queue.measures();
        List<LatencyHistogram> times = List.of(measures.endToEnd());
        List<Counter> overdue = List.of(measures.overdueMessages());
        context.audit()
                .overdue(new OverdueWaits(context.grid(), times, overdue, this::waiting)
                        .inOrder(measures.depth(), ready::oldestWaitNanos));
        context.audit().overdue(new OverdueWaits(context.grid(), times, overdue, this::onDelivery));
        untilDelivery = context.metrics()
                .requestedInstruments(DeliveryWaits.class, host)
                .map(DeliveryWaits::queueWait);
        untilDelivery.ifPresent(waits -> context.audit()
                .overdue(new OverdueWaits(context.grid(), List.of(waits), List.of(), this::undelivered)
                        .inOrder(measures.depth(), ready::oldestWaitNanos)));
    }

    /** Records the first delivery of a message. */
    void onDelivered(Message message, long now) {
        untilDelivery.ifPresent(waits -> waits.record(message.publishedAt, now - message.publishedAt));
    }

    private void undelivered(OpenWaits open) {
        ready.eachWaiting((message, unmade) -> {
            if (message.receives == 0) {
                open.open(message.publishedAt, 1 + unmade);
            } else {
                open.measure(1);
            }
        });
    }

    private void waiting(OpenWaits open) {
        ready.eachWaiting((message, unmade) -> {
            unprocessed(message, open);
            open.open(message.publishedAt, unmade);
        });
    }

    private void onDelivery(OpenWaits open) {
        for (Message message : messages) {
            if (message.state == State.IN_FLIGHT) {
                unprocessed(message, open);
            }
        }
    }

    private void unprocessed(Message message, OpenWaits open) {
        if (message.request.logical().find(queue, message.request.idempotencyKey()) == null) {
            open.open(message.publishedAt, 1);
        } else {
            open.measure(1);
        }
    }
}
