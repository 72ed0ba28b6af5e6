package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

/**
 * The parameters of a component to which messages are published and from which consumers take them, such as a queue.
 */
public interface DestinationSpec extends ComponentSpec {
    /**
     * Redelivery rules for a message that its consumer failed to process.
     *
     * @param visibilityNanos visibility timeout: the time until redelivery if the consumer reports nothing, in
     *     nanoseconds
     * @param atOnce whether a message is redelivered when the consumer reports a failure, and not after the visibility
     *     timeout
     * @param deliveries maximum number of deliveries of a message; {@code Integer.MAX_VALUE} for no limit
     * @param poisonShare share of poison messages, on which every consumer fails, 0 to 1
     * @param poisonSteps steps that a consumer executes for a poison message before it fails
     */
    record RedeliveryRules(
            long visibilityNanos, boolean atOnce, int deliveries, double poisonShare, List<Step> poisonSteps) {
        /** Copies the list. */
        public RedeliveryRules {
            poisonSteps = List.copyOf(poisonSteps);
        }
    }

    /** Returns whether each consumer group gets every message. Otherwise each message goes to one of all consumers. */
    boolean copiesToEach();

    /** Returns the redelivery rules for messages that consumers fail to process; empty if there are none. */
    Optional<RedeliveryRules> redeliveryRules();

    /** Returns whether a component sends every message to each consumer group. */
    static boolean copiesToEach(ComponentSpec spec) {
        return spec instanceof DestinationSpec destination && destination.copiesToEach();
    }

    /** Returns the redelivery rules of a component; empty if it redelivers no messages. */
    static Optional<RedeliveryRules> redeliveryRules(ComponentSpec spec) {
        return spec instanceof DestinationSpec destination ? destination.redeliveryRules() : Optional.empty();
    }
}
