package dev.brownout.runtime;

import dev.brownout.instrument.OverdueWaits;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Accounting identities, waits and growing collections that the parts of a run register. */
final class RunAudit {
    final List<Identity> identities = new ArrayList<>();
    final List<OverdueWaits> waits = new ArrayList<>();
    final List<Watchdog.Growth> growing = new ArrayList<>();

    /** Two counts that must be equal at the end of the run. */
    record Identity(String name, LongSupplier left, LongSupplier right) {}

    void identity(String equation, LongSupplier left, LongSupplier right) {
        identities.add(new Identity(equation, left, right));
    }

    void reportMemoryUse(String collection, int bytesEach, LongSupplier count) {
        growing.add(new Watchdog.Growth(collection, bytesEach, count));
    }
}
