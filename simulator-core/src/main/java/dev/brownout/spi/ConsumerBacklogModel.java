package dev.brownout.spi;

import java.util.List;

/**
 * Analytical model of messages that are queued until a consumer takes them.
 *
 * @param part the consumer group for which they are queued; empty without groups
 * @param depth name of the metric of the queue depth
 * @param consumers the components that take them
 * @param places queue capacity; infinite for no limit
 * @param known whether the model knows the consumption: each message is processed once, barring failures, by the first
 *     consumer with free capacity
 */
public record ConsumerBacklogModel(String part, String depth, List<String> consumers, double places, boolean known) {
    /** Copies the list. */
    public ConsumerBacklogModel {
        consumers = List.copyOf(consumers);
    }
}
