package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Work of a component besides the steps of incoming requests: messages that it consumes or delivers, and own steps. */
public interface WorkDistribution {
    /** No work besides incoming requests. */
    WorkDistribution NONE = new WorkDistribution() {};

    /** Returns the work of a component. */
    static WorkDistribution of(ComponentSpec spec) {
        return spec instanceof WorkDistribution work ? work : NONE;
    }

    /** Returns the component from which it consumes work, such as messages; empty if it only responds to calls. */
    default Optional<String> takesFrom() {
        return Optional.empty();
    }

    /** Returns the consumer group with which it shares that work; empty if it is a group of its own. */
    default Optional<String> sharesWith() {
        return Optional.empty();
    }

    /**
     * Returns whether it delivers every message to each of its consumer groups. Otherwise each message goes to one of
     * all consumers.
     */
    default boolean copiesToEach() {
        return false;
    }

    /** Returns the steps that its hosts execute themselves, as lists by their configuration path within it. */
    default Map<String, List<Step>> stepLists() {
        return Collections.emptyMap();
    }

    /** Returns the steps of all lists. */
    default List<Step> steps() {
        return stepLists().values().stream().flatMap(List::stream).toList();
    }
}
