package dev.brownout.spi.component;

import dev.brownout.spi.Component;
import java.util.Optional;

/** A component with data that is kept only for speed, such as cache entries. */
public interface FlushableCache {
    /** Discards that data. */
    void flush();

    /** Returns whether the component is configured to keep such data. */
    default boolean caches() {
        return true;
    }

    /** Returns the component as a cache; empty if it keeps no data only for speed. */
    static Optional<FlushableCache> of(Component component) {
        return component instanceof FlushableCache cache ? Optional.of(cache) : Optional.empty();
    }
}
