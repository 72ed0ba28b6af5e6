package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** Consumption of work from another component, such as the messages of a queue. */
public interface WorkConsumption {
    /** Returns the component from which it consumes work; empty if it only responds to calls. */
    Optional<String> takesFrom();

    /** Returns the consumer group with which it shares that work; empty if it is a group of its own. */
    Optional<String> sharesWith();

    /** Returns the component from which a component consumes work; empty if it only responds to calls. */
    static Optional<String> takesFrom(ComponentSpec spec) {
        return spec instanceof WorkConsumption consumption ? consumption.takesFrom() : Optional.empty();
    }

    /** Returns the consumer group with which a component shares that work; empty if it is a group of its own. */
    static Optional<String> sharesWith(ComponentSpec spec) {
        return spec instanceof WorkConsumption consumption ? consumption.sharesWith() : Optional.empty();
    }
}
