package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.service.LossLog;
import dev.brownout.spi.AuditRegistry;
import java.util.function.LongSupplier;

/** The audit of one component of a run. */
record ComponentAudit(RunAudit all, FilterRegistry filters, ComponentRuntime own) implements AuditRegistry {
    @Override
    public void identity(String equation, LongSupplier left, LongSupplier right) {
        all.identity(own.name + equation, left, right);
    }

    @Override
    public long admittedCalls(Host host) {
        return host.present().calls() - filters.callsInFilters(host);
    }

    @Override
    public void reportMemoryUse(String collection, int bytesEach, LongSupplier count) {
        all.reportMemoryUse(collection + " of " + own.name, bytesEach, count);
    }

    @Override
    public void overdue(OverdueWaits overdueWaits) {
        all.waits.add(overdueWaits);
    }

    @Override
    public LossLog losses() {
        return own.losses;
    }

    @Override
    public void ledger(Ledger ledger) {
        own.ledger = ledger;
    }
}
