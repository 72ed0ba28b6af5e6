package dev.brownout.component.database;

import dev.brownout.eviction.CheApproximation;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many rows that are looked for are not in memory: by Che's approximation for LRU, each popularity of keys as if it
 * had the memory to itself; without keys the share of the data for which there is no memory.
 */
final class BufferMissModel {
    private final CapacityModel model;
    /** Share of the rows that a node has in memory. */
    private final double fits;

    private final int entries;
    private final Map<KeyPopularity, Double> known = new LinkedHashMap<>();

    BufferMissModel(DatabaseSpec spec, CapacityModel model) {
        this.model = model;
        this.fits = spec.memory()
                .map(memory -> memory.bytes()
                        * (double) spec.shards()
                        / spec.storage().orElseThrow().data().bytes())
                .orElse(1.0);
        this.entries = (int) Math.min(Integer.MAX_VALUE, fits * model.keySpace().count());
    }

    /** Share of the data that is not in memory. */
    double ofAll() {
        return Math.max(0, 1 - fits);
    }

    /** Share of the calls of a class that need a row which is not in memory; writes of new rows need none. */
    double of(Operation operation, String query) {
        double calls = 0;
        double missing = 0;
        for (OfferedDemand demand : model.demands()) {
            if (fits < 1 && demand.operation() == operation && demand.endpoint().equals(query)) {
                calls += demand.perSecond();
                missing += demand.perSecond() * miss(demand);
            }
        }
        return calls == 0 ? 0 : missing / calls;
    }

    private double miss(OfferedDemand demand) {
        if (demand.keys().filter(keys -> !AbsentKeys.absent(keys)).isEmpty()) {
            return demand.operation() == Operation.WRITE ? 0 : ofAll();
        }
        return known.computeIfAbsent(
                demand.keys().get(), keys -> entries < 1 ? 1 : 1 - new CheApproximation(keys).lru(entries));
    }
}
