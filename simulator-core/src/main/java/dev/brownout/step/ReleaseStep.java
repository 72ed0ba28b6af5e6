package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.component.StockOperation;

@Kind("release")
@Doc("Returns the unit that the request, or the user of a journey, has reserved. Without a hold it does nothing.")
@Example("""
        components:
          tickets: { kind: database, replicas: 0, stock: { units: 500, hold: 10m } }
        requests:
          buy: { key: uniform(20), steps: [web, reserve: tickets, wait: exp(2m), release: tickets] }
        """)
public record ReleaseStep(
        @Doc("Database of the units.") @Reference(Reference.To.STOCK)
        String component,

        Options options) implements RowStep {
    /**
     * Rejects a key of the step.
     *
     * @throws IllegalArgumentException if the step has a key of its own
     */
    public ReleaseStep {
        RowStep.requireKeyOfRequest("a reservation", options);
    }

    @Override
    public StockOperation operation() {
        return StockOperation.RELEASE;
    }
}
