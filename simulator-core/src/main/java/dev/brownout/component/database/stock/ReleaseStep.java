package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.RowStep;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

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
    public RowOperation operation() {
        return StockOperation.RELEASE;
    }

    @Override
    public Optional<Sentence> unusable(String request, List<Step> steps) {
        return ReserveStep.missing(component, request, steps);
    }
}
