package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.service.LossLog;
import dev.brownout.spi.AuditRegistry;
import java.util.function.LongSupplier;

/** The audit of one component in an assembly. */
record ComponentAudit(Assembly assembly, ComponentRuntime own) implements AuditRegistry {
    @Override
    public void identity(String equation, LongSupplier left, LongSupplier right) {
        assembly.identities.add(new Assembly.Identity(own.name + equation, left, right));
    }

    @Override
    public long admittedCalls(Host host) {
        return host.present().calls() - assembly.guards.heldAtDoor(host);
    }

    @Override
    public void reportMemoryUse(String collection, int bytesEach, LongSupplier count) {
        assembly.growing.add(new Watchdog.Growth(collection + " of " + own.name, bytesEach, count));
    }

    @Override
    public void overdue(OverdueWaits overdueWaits) {
        assembly.waits.add(overdueWaits);
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
