package dev.brownout.spi;

import java.util.List;

/**
 * Messages that wait until a consumer takes them, as the arithmetic before a run sees them.
 *
 * @param part the group of consumers for which they wait; empty where there are no groups
 * @param depth the measure that says how many wait
 * @param consumers the components that take them
 * @param places how many may wait; infinite for any number
 * @param known whether each is worked on once, as far as nothing fails, by whichever consumer has room first
 */
public record ConsumerBacklogModel(String part, String depth, List<String> consumers, double places, boolean known) {
    /** Takes the list as it is now. */
    public ConsumerBacklogModel {
        consumers = List.copyOf(consumers);
    }
}
