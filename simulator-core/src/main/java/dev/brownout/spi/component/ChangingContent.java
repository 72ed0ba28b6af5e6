package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;

/** Cached content that can change without write steps and release faults. */
public interface ChangingContent {
    /** Returns whether the content changes by itself. */
    boolean changing();

    /** Returns whether a component has content that changes by itself. */
    static boolean changing(ComponentSpec spec) {
        return spec instanceof ChangingContent content && content.changing();
    }
}
