package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/**
 * The parameters of a component to which messages are published and from which consumers take them, such as a queue.
 */
public interface DestinationSpec extends ComponentSpec {
    /** Returns whether each consumer group gets every message. Otherwise each message goes to one of all consumers. */
    boolean copiesToEach();

    /** Returns whether a component sends every message to each consumer group. */
    static boolean copiesToEach(ComponentSpec spec) {
        return spec instanceof DestinationSpec destination && destination.copiesToEach();
    }
}
