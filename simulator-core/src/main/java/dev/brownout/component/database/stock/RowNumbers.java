package dev.brownout.component.database.stock;

import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import java.util.Optional;

/** Numbers in the rows of a database: units that requests reserve, or counters. */
public record RowNumbers(
        @Doc("Units of each key that requests reserve; default: keys have no units.")
        Optional<StockSpec> stock,

        @Doc("Counter of each key that requests increment; default: keys have no counters.")
        Optional<CounterSpec> counters) {
    /** Rejects units and counters in one database. */
    public RowNumbers {
        if (stock.isPresent() && counters.isPresent()) {
            throw new InvalidParameterException(
                    "counters", "'counters' is not possible with 'stock'; use another database for the counters");
        }
    }

    /** Returns the name of the parameter that is set; empty for rows without numbers. */
    public Optional<String> parameter() {
        return stock.isPresent() ? Optional.of("stock") : counters.map(its -> "counters");
    }
}
