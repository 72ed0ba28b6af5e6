package dev.brownout.spi;

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
import java.util.List;
import java.util.Optional;

/** A component that hands out messages to machines which ask for them, such as a queue. */
public interface MessageSource extends Component, Backlog {
    /**
     * Makes the taking side on a machine: the client library there.
     *
     * @param consumer the machine
     * @param care what the library does for its user
     * @param inbox who takes the messages
     */
    Subscription subscribe(Host consumer, ConsumerSettings care, Inbox inbox);

    /** Whether each group of consumers gets every message, and not each message goes to one consumer. */
    default boolean hasGroups() {
        return false;
    }

    /**
     * What waits for a group of consumers: everything, where there are no groups.
     *
     * @param group a group to which somebody belongs who has subscribed
     */
    default Backlog backlog(String group) {
        return this;
    }

    /**
     * Where batches are counted that publishers gather for it.
     *
     * @param most messages of a batch
     * @throws ScenarioException where so many never fit
     */
    Batches batches(int most);

    /** How long a machine is held by a message that no machine can work on; empty where there are no such messages. */
    Optional<Distribution> poison();

    /**
     * What publishers gather for one component, as it is measured and audited there: each message is sent in a batch,
     * dies with its publisher, or is still gathered.
     */
    final class Batches {
        private final ComponentContext context;
        private final Measures measures;
        private long gathered;
        private long open;

        /** What is measured of batches. */
        @RequiresParameter("batch")
        public record Measures(
                @Doc("Batches that publishers have sent, each in one call.") @ChartTitle("Batches sent to {}")
                Counter batches,

                @Doc("Messages sent in batches.") @ChartTitle("Messages sent to {} in batches")
                Counter batched,

                @Doc("Messages in a batch, on average.") DerivedGauge batch_size,

                @Doc("How long messages waited on the machine of their publisher until their batch was sent.")
                LatencyHistogram gathering,

                @Doc("Messages that were still gathered when the process of their publisher died: nobody has them, and "
                        + "nobody was told that they are stored.")
                @Display(
                        value = Display.As.DAMAGE,
                        in = {})
                @ChartTitle("Messages of {} lost before they were sent")
                @Loss("unsent messages")
                Counter unsent) {}

        /** Nothing gathered yet; made once for each component that is sent batches. */
        public Batches(ComponentContext context) {
            this.context = context;
            this.measures = context.measures(Measures.class);
            measures.batch_size().is("1", span -> {
                long batches = measures.batches().total(span);
                return batches == 0 ? Double.NaN : (double) measures.batched().total(span) / batches;
            });
            CellRange run = context.grid().span(0, context.grid().end());
            context.identity(
                    ": gathered by publishers = sent in batches + unsent + still gathered",
                    () -> gathered,
                    () -> measures.batched().total(run) + measures.unsent().total(run) + open);
            context.reportMemoryUse("gathered messages", 300, () -> open);
        }

        /** A publisher keeps a message for its next batch. */
        public void gather() {
            gathered++;
            open++;
        }

        /** A message goes out in a batch that its publisher has kept since an instant. */
        public void send(long since) {
            long now = context.simulation().now();
            open--;
            measures.batched().add(now);
            measures.gathering().record(since, now - since);
        }

        /** A batch has gone out, all of whose messages were told. */
        public void sent() {
            measures.batches().add(context.simulation().now());
        }

        /** The process of a publisher has died with so many messages that it had not sent. */
        public void lost(int messages) {
            open -= messages;
            for (int i = 0; i < messages; i++) {
                measures.unsent().add(context.simulation().now());
            }
        }
    }

    /**
     * What a client library does besides asking and acknowledging.
     *
     * @param deduplicateNanos for how long after a message was worked on the same one is not worked on again; 0 for not
     *     at all
     * @param extend whether it asks for more time while a message is being worked on
     * @param group the group of consumers that shares the messages, where there are groups
     * @param poll how many messages of a topic it asks for at most, all of which are finished before it asks again; 0
     *     where it asks for each as there is room
     */
    record ConsumerSettings(long deduplicateNanos, boolean extend, String group, int poll) {
        /** The same where there are no groups. */
        public ConsumerSettings(long deduplicateNanos, boolean extend) {
            this(deduplicateNanos, extend, "", 0);
        }
    }

    /** A message that a machine was given. */
    interface Delivery {
        /** The message: what its publisher sent. */
        Request request();

        /** Whether no machine can work on it. */
        boolean poison();
    }

    /** Who takes messages on a machine. */
    @FunctionalInterface
    interface Inbox {
        /**
         * Takes what came of a {@link Subscription#receive}: some messages, or none, and then it is time to ask again.
         */
        void take(List<Delivery> deliveries);
    }

    /** The taking side on one machine. What its user must not do twice at a time is to ask. */
    interface Subscription {
        /**
         * Asks for messages; the inbox hears of it sooner or later, unless the machine dies.
         *
         * @param most how many at most, at least 1
         */
        void receive(int most);

        /** Takes back what was asked for: messages that come nevertheless are given back. */
        void stop();

        /** Returns whether it still has messages for its user that it must give to it before the machine leaves. */
        default boolean unfinished() {
            return false;
        }

        /**
         * Says what became of a message.
         *
         * @param done whether it was worked on successfully
         */
        void finished(Delivery delivery, boolean done);
    }
}
