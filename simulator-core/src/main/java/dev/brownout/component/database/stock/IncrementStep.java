package dev.brownout.component.database.stock;

import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.RowStep;

@Kind("increment")
@Doc("Adds 1 to the counter of the request's key in a database.")
@Example("""
        components:
          votes: { kind: database, replicas: 0, counters: {} }
        requests:
          vote: { key: uniform(20), steps: [web, increment: votes] }
        """)
public record IncrementStep(
        @Doc("Database of the counters.") @Reference(Reference.To.COUNTER)
        String component,

        @Doc("Place of the addition.")
        @Default("atomic")
        @DefaultSource("our assumption; UPDATE t SET n = n + 1, and INCR of Redis")
        Check check,

        Options options)
        implements RowStep {
    /** Place of the addition. */
    public enum Check {
        @Doc("The write itself: UPDATE t SET n = n + 1.")
        ATOMIC,
        @Doc("The caller, in the data that the request has last read on the same server, from the database, a replica"
                + " or a cache. The write then sets the value that was read plus 1, and overwrites the increments"
                + " since that read.")
        READ
    }

    /**
     * Rejects a key of the step.
     *
     * @throws IllegalArgumentException if the step has a key of its own
     */
    public IncrementStep {
        RowStep.requireKeyOfRequest("an increment", options);
    }

    @Override
    public RowOperation operation() {
        return check == Check.READ ? CounterOperation.INCREMENT_READ : CounterOperation.INCREMENT;
    }
}
