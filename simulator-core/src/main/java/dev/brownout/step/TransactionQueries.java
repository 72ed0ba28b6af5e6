package dev.brownout.step;

import dev.brownout.spi.Component;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.component.StoreComponent;

/** Checks of the transactions in a list of steps while the steps are compiled. */
final class TransactionQueries {
    /** True if the steps run in parallel, as parts of a transaction. */
    private final boolean parallel;

    private boolean open;
    private int queries;

    private TransactionQueries(boolean parallel) {
        this.parallel = parallel;
    }

    /** Creates the checks of steps outside of a transaction. */
    TransactionQueries() {
        this(false);
    }

    /** Returns the checks of steps that run in parallel to others. */
    TransactionQueries parallel() {
        return new TransactionQueries(parallel || open);
    }

    /**
     * Compiles the steps of a transaction.
     *
     * @throws ScenarioException if none of them queries a database
     */
    void compileTransaction(Runnable steps) {
        int before = queries;
        open = true;
        steps.run();
        open = false;
        if (queries == before) {
            throw new ScenarioException(
                    "requests",
                    "a transaction begins with its first query of a database, and none of its steps is "
                            + "one: caches and stores have no transactions; add one, such as write: db, "
                            + "or write the steps without 'transaction'");
        }
    }

    /** Returns whether the steps are parts of a transaction. */
    boolean isOpen() {
        return open;
    }

    /** Counts a query of a database. Returns whether it is a part of a transaction. */
    boolean countQuery() {
        queries += open ? 1 : 0;
        return open;
    }

    /**
     * Rejects a query that runs in parallel to others of its transaction.
     *
     * @param branch whether the call is a branch of a parallel step itself
     */
    void requireSequence(Step step, Component target, boolean branch) {
        if ((parallel || branch && open) && StoreComponent.holdsConnections(target)) {
            throw new ScenarioException(
                            "requests",
                            "the queries of a transaction share a connection, which runs one after the "
                                    + "other; write them outside of 'parallel'")
                    .withStep(step);
        }
    }
}
