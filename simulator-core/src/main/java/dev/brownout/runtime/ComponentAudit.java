package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.service.LossLog;
import dev.brownout.spi.AuditRegistry;
import java.util.function.LongSupplier;

/** The audit of one component in an assembly. */
record ComponentAudit(Assembly assembly, String component) implements AuditRegistry {
    @Override
    public void identity(String equation, LongSupplier left, LongSupplier right) {
        assembly.identities.add(new Assembly.Identity(component + equation, left, right));
    }

    @Override
    public long admittedCalls(Host host) {
        return host.present().calls() - assembly.guards.heldAtDoor(host);
    }

    @Override
    public void reportMemoryUse(String collection, int bytesEach, LongSupplier count) {
        assembly.growing.add(new Watchdog.Growth(collection + " of " + component, bytesEach, count));
    }

    @Override
    public void overdue(OverdueWaits overdueWaits) {
        assembly.waits.add(overdueWaits);
    }

    @Override
    public LossLog losses() {
        return assembly.losses.computeIfAbsent(component, name -> {
            LossLog log = new LossLog();
            assembly.growing.add(new Watchdog.Growth("lost writes of " + name, 40, log::length));
            return log;
        });
    }

    @Override
    public void ledger(Ledger ledger) {
        assembly.ledgers.put(component, ledger);
    }
}
