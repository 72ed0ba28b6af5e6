package dev.brownout.component.database.stock;

import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScenarioException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Numbers in the rows of a database: units that requests reserve, or counters. */
@DeclaresMetrics({StockMetrics.class, CounterMetrics.class})
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

    /** Returns the parameters of the numbers; empty for rows without numbers. */
    public Optional<RowNumberSpec> data() {
        return Stream.<Optional<? extends RowNumberSpec>>of(stock, counters)
                .<RowNumberSpec>flatMap(Optional::stream)
                .findFirst();
    }

    /** Creates the numbers of all rows. */
    public RowTable table(ComponentContext context) {
        return data().map(data -> data.table(context)).orElse(RowTable.PLAIN);
    }

    /**
     * Returns the operation of the calls to an endpoint; {@code null} for an endpoint without one.
     *
     * @throws ScenarioException if the rows do not have the numbers of the operation
     */
    public RowOperation operation(String database, String endpoint) {
        RowOperation operation = Stream.<RowOperation[]>of(StockOperation.values(), CounterOperation.values())
                .flatMap(Arrays::stream)
                .filter(any -> any.endpoint().equals(endpoint))
                .findFirst()
                .orElse(null);
        if (operation != null && data().filter(its -> its.executes(operation)).isEmpty()) {
            throw new ScenarioException("components." + database, operation.unsupportedBy(database));
        }
        return operation;
    }
}
