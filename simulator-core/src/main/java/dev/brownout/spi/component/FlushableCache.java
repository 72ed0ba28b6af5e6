package dev.brownout.spi.component;

import dev.brownout.spi.Component;
import java.util.Optional;

/** A component with data that is kept only for speed, such as cache entries or copies of an origin's content. */
public interface FlushableCache {
    /** Returns the component as a cache; empty if it keeps no data only for speed. */
    static Optional<FlushableCache> of(Component component) {
        return component instanceof FlushableCache cache ? Optional.of(cache) : Optional.empty();
    }

    /** Discards that data. */
    void flush();

    /** Returns whether the component is configured to keep such data. */
    default boolean caches() {
        return true;
    }

    /** Returns whether the data are copies of an origin's content, with releases and purges. */
    default boolean hasOrigin() {
        return false;
    }

    /** Makes the origin publish new versions of all content. Existing copies stay unchanged. */
    default void release() {}

    /**
     * Requests a purge of copies.
     *
     * @param path the key of the content, a name or a number; empty for all content. A key without copies is no error,
     *     as in real caches.
     */
    default void purge(Optional<String> path) {}
}
