package dev.brownout.spi;

/**
 * The parameters of a component to which messages are published and from which consumers take them, such as a queue.
 */
public interface DestinationSpec extends ComponentSpec {
    /** Returns whether each consumer group gets every message. Otherwise each message goes to one of all consumers. */
    default boolean copiesToEach() {
        return false;
    }
}
