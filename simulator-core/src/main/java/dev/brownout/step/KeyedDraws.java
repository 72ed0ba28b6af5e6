package dev.brownout.step;

import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * The streams of a component by which its machines draw what work takes: one for all of them, as each use begins with
 * the identity of a request. Of ten thousand each would be out of the processor's cache when it is needed again.
 */
final class KeyedDraws {
    private final Map<String, KeyedRandom> known = new TreeMap<>();

    private KeyedDraws() {}

    /** That of a parameter. */
    static KeyedRandom of(ComponentContext context, String parameter) {
        return context.sharedInstance(KeyedDraws.class, KeyedDraws::new)
                .known
                .computeIfAbsent(parameter, context::random);
    }
}
