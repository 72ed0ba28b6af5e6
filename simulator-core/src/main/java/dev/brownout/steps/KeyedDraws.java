package dev.brownout.steps;

import dev.brownout.random.Draws;
import dev.brownout.wiring.Wiring;
import java.util.Map;
import java.util.TreeMap;

/**
 * The streams of a component by which its machines draw what work takes: one for all of them, as each use begins with
 * the identity of a request. Of ten thousand each would be out of the processor's cache when it is needed again.
 */
final class KeyedDraws {
    private final Map<String, Draws> known = new TreeMap<>();

    private KeyedDraws() {}

    /** That of a parameter. */
    static Draws of(Wiring wiring, String parameter) {
        return wiring.common(KeyedDraws.class, KeyedDraws::new).known.computeIfAbsent(parameter, wiring::draws);
    }
}
