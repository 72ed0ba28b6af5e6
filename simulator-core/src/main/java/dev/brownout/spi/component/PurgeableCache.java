package dev.brownout.spi.component;

import java.util.Optional;

/** A component that serves copies of an origin's content, such as a CDN. */
public interface PurgeableCache {
    /** Makes the origin publish new versions of all content. Existing copies stay unchanged. */
    void release();

    /**
     * Requests a purge of copies.
     *
     * @param path the key of the content, a name or a number; empty for all content. A key without copies is no error,
     *     as in real caches.
     */
    void purge(Optional<String> path);
}
