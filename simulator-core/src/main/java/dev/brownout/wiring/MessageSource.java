package dev.brownout.wiring;

import dev.brownout.node.Host;
import dev.brownout.random.Distribution;
import dev.brownout.service.Request;
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

    /** How long a machine is held by a message that no machine can work on; empty where there are no such messages. */
    Optional<Distribution> poison();

    /**
     * What a client library does besides asking and acknowledging.
     *
     * @param deduplicateNanos for how long after a message was worked on the same one is not worked on again; 0 for not
     *     at all
     * @param extend whether it asks for more time while a message is being worked on
     * @param group the group of consumers that shares the messages, where there are groups
     */
    record ConsumerSettings(long deduplicateNanos, boolean extend, String group) {
        /** The same where there are no groups. */
        public ConsumerSettings(long deduplicateNanos, boolean extend) {
            this(deduplicateNanos, extend, "");
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

        /**
         * Says what became of a message.
         *
         * @param done whether it was worked on successfully
         */
        void finished(Delivery delivery, boolean done);
    }
}
