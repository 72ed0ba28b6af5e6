package dev.brownout.spi;

/** A component to which messages are published and from which others take them, such as a queue. */
public interface DestinationSpec extends ComponentSpec {
    /** Whether each group of consumers gets every message; else each message goes to one of all consumers. */
    default boolean copiesToEach() {
        return false;
    }
}
