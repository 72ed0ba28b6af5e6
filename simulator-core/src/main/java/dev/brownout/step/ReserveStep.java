package dev.brownout.step;

import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CheckedStep;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.component.StockOperation;
import dev.brownout.spi.component.StoreComponent;

@Kind("reserve")
@Doc("Takes a unit of the request's key from the stock of a database, and holds it for the request, or for the user"
        + " of a journey. If no unit is left, the request ends as sold_out and takes no further step.")
@Example("""
        components:
          tickets: { kind: database, replicas: 0, stock: { units: 500, hold: 10m } }
        requests:
          buy:
            key: uniform(1)
            steps: [web, reserve: tickets, wait: exp(2m), { confirm: tickets, when: 70% }]
        """)
public record ReserveStep(
        @Doc("Database of the units.") @Reference(Reference.To.STOCK)
        String component,

        @Doc("Place of the check that a unit is left.") @Default("atomic")
        Check check,

        Options options)
        implements RowStep, CheckedStep {
    /** Place of the check that a unit is left. */
    public enum Check {
        @Doc("The write itself: it takes a unit only if one is left.")
        ATOMIC,
        @Doc("The caller, in the data that the request has last read on the same server, from the database, a replica"
                + " or a cache. The write then takes a unit without a check.")
        READ
    }

    /**
     * Rejects a key of the step.
     *
     * @throws IllegalArgumentException if the step has a key of its own
     */
    public ReserveStep {
        RowStep.requireKeyOfRequest("a reservation", options);
    }

    @Override
    public StockOperation operation() {
        return checksRead() ? StockOperation.RESERVE_UNCHECKED : StockOperation.RESERVE;
    }

    @Override
    public boolean checksRead() {
        return check == Check.READ;
    }

    @Override
    public Outcome check(ComponentContext context, Request request, long version) {
        StoreComponent stock = (StoreComponent) context.component(component);
        return stock.showsFreeUnit(request, version) ? Outcome.OK : Outcome.SOLD_OUT;
    }
}
