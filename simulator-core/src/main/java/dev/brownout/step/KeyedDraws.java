package dev.brownout.step;

import dev.brownout.random.KeyedRandom;
import dev.brownout.spi.ComponentContext;
import java.util.Map;
import java.util.TreeMap;

/**
 * Random streams of a component for work durations. All hosts share one stream per parameter, because each draw is
 * keyed by the identity of a request. Separate streams of ten thousand hosts would not stay in the processor cache.
 */
final class KeyedDraws {
    private final Map<String, KeyedRandom> known = new TreeMap<>();

    private KeyedDraws() {}

    /** Returns the random stream of a parameter. */
    static KeyedRandom stream(ComponentContext context, String parameter) {
        return context.setup()
                .sharedInstance(KeyedDraws.class, KeyedDraws::new)
                .known
                .computeIfAbsent(parameter, context::random);
    }
}
