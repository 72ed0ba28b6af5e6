package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/**
 * The parameters of a component to which messages are published and from which consumers take them, such as a queue.
 */
public interface DestinationSpec extends ComponentSpec, WorkDistribution {}
