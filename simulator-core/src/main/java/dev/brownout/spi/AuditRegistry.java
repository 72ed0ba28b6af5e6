package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.LossLog;
import java.util.function.LongSupplier;

/** Accounts that one component registers for the audit during and at the end of the run. */
public interface AuditRegistry {
    /**
     * Registers an audit check, made at the end of the run, that two counts kept in different parts of the component
     * are equal. Examples are calls in flight counted inside and at admission, or lookups and hits plus misses.
     *
     * @param equation description of the identity
     */
    void identity(String equation, LongSupplier left, LongSupplier right);

    /** Returns the calls in flight on a host that have passed admission control, for an {@link #identity}. */
    long admittedCalls(Host host);

    /**
     * Registers a collection that can grow without bound, so that the run can be stopped with an error before memory is
     * exhausted.
     *
     * @param collection name of the elements, in the plural: {@code messages}
     * @param bytesEach approximate size of one element
     * @param count current number of elements; requested periodically
     */
    void reportMemoryUse(String collection, int bytesEach, LongSupplier count);

    /** Registers waits that the component measures, so that overdue ones are counted at the end of the run. */
    void overdue(OverdueWaits overdueWaits);

    /** Returns the log of acknowledged writes and messages that the component has lost. */
    LossLog losses();

    /** Registers the write ledger of the component, if it is a store. */
    void ledger(Ledger ledger);

    /** Accounting of the writes of a store, evaluated at the end of the run. */
    interface Ledger {
        /** Returns the counts, named as in the result. */
        DataResult result();
    }
}
