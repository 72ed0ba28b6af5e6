package dev.brownout.wiring;

/** A component to which messages are published and from which others take them, such as a queue. */
public interface DestinationSpec extends ComponentSpec {}
