package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

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
        implements RowStep {
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
    public RowOperation operation() {
        return check == Check.READ ? StockOperation.RESERVE_UNCHECKED : StockOperation.RESERVE;
    }

    /** Returns the reason why no unit of a database is confirmed or released; empty if a step reserves one. */
    static Optional<Sentence> missing(String database, String request, List<Step> steps) {
        boolean reserved = steps.stream()
                .anyMatch(step -> step instanceof ReserveStep reserve
                        && reserve.component().equals(database));
        return reserved
                ? Optional.empty()
                : Optional.of(Sentence.of(
                        "'{}' confirms or releases a unit of {}, and no step reserves one; add, for example, reserve: "
                                + "{}",
                        request,
                        database,
                        database));
    }
}
