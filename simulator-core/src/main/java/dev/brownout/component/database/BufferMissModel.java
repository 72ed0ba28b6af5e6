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
 * Analytical model of the buffer-pool miss ratio: the share of row accesses that need a row which is not in memory. It
 * uses Che's approximation for LRU and treats each key distribution as if it had the memory to itself. Calls without
 * keys miss by the share of the data that exceeds the memory.
 */
final class BufferMissModel {
    private final CapacityModel model;
    /** Share of the rows that fit into the memory of a node; may exceed 1. */
    private final double fits;

    private final int entries;
    private final Map<KeyPopularity, Double> known = new LinkedHashMap<>();

    BufferMissModel(DatabaseSpec spec, CapacityModel model) {
        this.model = model;
        this.fits = spec.engine()
                .memory()
                .map(memory -> memory.bytes()
                        * (double) spec.shardSettings().shards()
                        / spec.storage().orElseThrow().initialBytes())
                .orElse(1.0);
        this.entries = (int) Math.min(Integer.MAX_VALUE, fits * model.keySpace().count());
    }

    /** Returns the share of the data that is not in memory, 0 to 1. */
    double ofAll() {
        return Math.max(0, 1 - fits);
    }

    /**
     * Returns the share of the calls of one class that need a row which is not in memory, 0 to 1. Writes of new rows
     * need none.
     */
    double of(Operation operation, String query) {
        double calls = 0;
        double missing = 0;
        for (OfferedDemand demand : model.demands()) {
            if (fits < 1
                    && demand.operation() == operation
                    && demand.route().endpoint().equals(query)) {
                calls += demand.perSecond();
                missing += demand.perSecond() * miss(demand);
            }
        }
        return calls == 0 ? 0 : missing / calls;
    }

    private double miss(OfferedDemand demand) {
        if (demand.keys().filter(keys -> !AbsentKeys.isAbsent(keys)).isEmpty()) {
            return demand.operation() == Operation.WRITE ? 0 : ofAll();
        }
        return known.computeIfAbsent(
                demand.keys().get(), keys -> entries < 1 ? 1 : 1 - new CheApproximation(keys).lru(entries));
    }
}
