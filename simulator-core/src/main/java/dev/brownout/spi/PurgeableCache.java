package dev.brownout.spi;

import java.util.Optional;

/** What a component can do that gives out copies of what an origin publishes, such as a CDN. */
public interface PurgeableCache {
    /** The origin publishes new versions of everything; copies that are already out stay what they are. */
    void release();

    /**
     * Asks that copies be dropped.
     *
     * @param path the key of what is dropped, a name or a number; empty for everything. One that nobody keeps is no
     *     error, as it is none for the real thing.
     */
    void purge(Optional<String> path);
}
