package dev.brownout.spi.component;

import dev.brownout.spi.ComponentSpec;
import java.util.Optional;

/** The parameters of a component that can have units or a counter for each key. */
public interface StockedSpec extends StoreSpec {
    /** Returns the name of the parameter that gives each key units or a counter; empty if keys have neither. */
    Optional<String> numbersParameter();

    /** Returns that name for a component; empty if its keys have neither units nor counters. */
    static Optional<String> numbersParameter(ComponentSpec spec) {
        return spec instanceof StockedSpec stocked ? stocked.numbersParameter() : Optional.empty();
    }
}
