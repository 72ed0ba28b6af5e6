package dev.brownout.spi.component;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.random.Distribution;
import dev.brownout.service.Request;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RequiresParameter;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** A component from which consumers receive messages, such as a queue. */
public interface MessageSource extends Component {
    /**
     * Queued work of a message queue, the input of an autoscaler.
     *
     * @param depth returns the number of queued work items, without those that a consumer has received
     * @param oldestAgeNanos returns the age of the oldest unfinished work item, received or not, in nanoseconds; 0 if
     *     there is none
     */
    record Backlog(LongSupplier depth, LongSupplier oldestAgeNanos) {}

    /**
     * Creates the consumer side on a host: the client library.
     *
     * @param consumer the consuming host
     * @param settings settings of the client library
     * @param inbox receives the messages
     */
    Subscription subscribe(Host consumer, ConsumerSettings settings, Inbox inbox);

    /** Returns whether each consumer group gets every message. Otherwise each message goes to one consumer. */
    default boolean hasGroups() {
        return false;
    }

    /**
     * Returns the backlog of a consumer group; the whole backlog if there are no groups.
     *
     * @param group a group with at least one subscribed consumer
     */
    Backlog backlog(String group);

    /**
     * Returns the metrics of the batches that publishers gather for this component.
     *
     * @param maxMessages maximum number of messages of a batch
     * @throws ScenarioException if a batch of that size never fits
     */
    Batches batches(int maxMessages);

    /** Returns the time for which a poison message occupies a host; empty if there are no poison messages. */
    Optional<Distribution> poison();

    /**
     * Metrics and audit of the batches that publishers gather for one component. Each message is sent in a batch, lost
     * with its publisher's process, or still gathered.
     */
    final class Batches {
        private final ComponentContext context;
        private final Measures measures;
        private long gathered;
        private long open;

        /** Metrics of batches. */
        @RequiresParameter("batch")
        public record Measures(
                @Doc("Batches sent by publishers, each in one call.") @ChartTitle("Batches sent to {}")
                Counter batches,

                @Doc("Messages sent in batches.") @ChartTitle("Messages sent to {} in batches")
                Counter batched,

                @Doc("Mean number of messages in a batch.") DerivedGauge batchSize,

                @Doc("Time that messages waited at their publisher for their batch.")
                LatencyHistogram gathering,

                @Doc("Messages lost with a batch in progress when their publisher died. They were never "
                        + "acknowledged.")
                @Display(
                        value = Display.As.DAMAGE,
                        in = {})
                @ChartTitle("Messages of {} lost before sending")
                @Loss("unsent messages")
                Counter unsent) {}

        /** Creates the metrics of a component that receives batches. Called once for each such component. */
        public Batches(ComponentContext context) {
            this.context = context;
            this.measures = context.metrics().instruments(Measures.class);
            measures.batchSize().is(span -> {
                long batches = measures.batches().total(span);
                return batches == 0 ? Double.NaN : (double) measures.batched().total(span) / batches;
            });
            CellRange run = context.grid().span(0, context.grid().end());
            AuditRegistry audit = context.audit();
            audit.identity(
                    ": gathered by publishers = sent in batches + unsent + still gathered",
                    () -> gathered,
                    () -> measures.batched().total(run) + measures.unsent().total(run) + open);
            audit.reportMemoryUse("gathered messages", 300, () -> open);
        }

        /** Counts a message that a publisher keeps for its next batch. */
        public void gather() {
            gathered++;
            open++;
        }

        /**
         * Counts a message that is sent in a batch.
         *
         * @param since the instant since which the publisher has kept it
         */
        public void send(long since) {
            long now = context.simulation().now();
            open--;
            measures.batched().add(now);
            measures.gathering().record(since, now - since);
        }

        /** Counts a sent batch, after {@link #send} for each of its messages. */
        public void sent() {
            measures.batches().add(context.simulation().now());
        }

        /**
         * Counts unsent messages that are lost with their publisher's process.
         *
         * @param messages number of lost messages
         */
        public void recordLoss(int messages) {
            open -= messages;
            for (int i = 0; i < messages; i++) {
                measures.unsent().add(context.simulation().now());
            }
        }
    }

    /**
     * Settings of a consumer's client library.
     *
     * @param deduplicateNanos duration for which a processed message is recognized and not processed again, in
     *     nanoseconds; 0 for no deduplication
     * @param extend whether it extends the visibility timeout while a message is being processed
     * @param group the consumer group that shares the messages, if there are groups
     * @param poll maximum number of messages of a topic per receive call, all of which are processed before the next
     *     call; 0 to receive each message when there is capacity for it
     */
    record ConsumerSettings(long deduplicateNanos, boolean extend, String group, int poll) {
        /** Creates the settings of a consumer without groups. */
        public ConsumerSettings(long deduplicateNanos, boolean extend) {
            this(deduplicateNanos, extend, "", 0);
        }
    }

    /** A message delivered to a consumer. */
    interface Delivery {
        /** Returns the message as published. */
        Request request();

        /** Returns whether it is a poison message, which no consumer can process. */
        boolean poison();
    }

    /** Receives the messages on a consumer's host. */
    @FunctionalInterface
    interface Inbox {
        /**
         * Handles a result of {@link Subscription#receive}. Messages that remain requested follow in further results.
         *
         * @param deliveries the messages; may be empty
         * @param answered number of requested messages that the result settles, at least the number of deliveries. The
         *     consumer should request those that it did not get again.
         */
        void onDelivery(List<Delivery> deliveries, int answered);
    }

    /** The consumer side on one host. */
    interface Subscription {
        /**
         * Requests messages, in addition to those requested before. The inbox gets results for all of them eventually,
         * unless the host crashes.
         *
         * @param maxMessages maximum number of messages, at least 1
         */
        void receive(int maxMessages);

        /** Cancels all requests. Messages that arrive nevertheless are returned to the source. */
        void stop();

        /** Returns whether it holds messages that it must pass to the inbox before the host leaves. */
        default boolean isUnfinished() {
            return false;
        }

        /**
         * Reports the result of processing a message.
         *
         * @param done whether it was processed successfully
         */
        void onFinished(Delivery delivery, boolean done);
    }
}
