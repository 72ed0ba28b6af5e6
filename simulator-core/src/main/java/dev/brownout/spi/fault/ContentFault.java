package dev.brownout.spi.fault;

import dev.brownout.spi.FaultSpec;

/** A change of the content that a CDN caches: a release at the origin, or a purge of copies. */
public interface ContentFault extends FaultSpec {
    /** Returns whether it purges copies; otherwise it publishes new versions. */
    boolean purgesCopies();

    /** Returns whether a fault publishes new versions of the content. */
    static boolean isRelease(FaultSpec fault) {
        return fault instanceof ContentFault change && !change.purgesCopies();
    }

    /** Returns whether a fault purges copies of the content. */
    static boolean isPurge(FaultSpec fault) {
        return fault instanceof ContentFault change && change.purgesCopies();
    }
}
