package dev.brownout.spi.component;

import dev.brownout.cost.Price;
import dev.brownout.spi.ComponentSpec;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Prices that a component states itself, as its provider charges its own price. They take precedence over the prices of
 * its kind in the price list.
 */
public interface ContractPrices {
    /** Returns the prices by billed item. */
    SortedMap<String, Price> prices();

    /** Returns the prices that a component states; empty if its kind alone determines them. */
    static SortedMap<String, Price> prices(ComponentSpec spec) {
        return spec instanceof ContractPrices priced ? priced.prices() : new TreeMap<>();
    }
}
