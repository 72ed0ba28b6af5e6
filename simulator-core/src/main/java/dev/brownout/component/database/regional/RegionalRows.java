package dev.brownout.component.database.regional;

import dev.brownout.random.AbsentKeys;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which row a request is about, where each region has a store of its own. A row is one of a user's region, so that the
 * same key is another row for users of another region; at the start it is in the store of that region. In any other
 * store, and everywhere if it does not exist, it has a number of its own, below 0, and is there once it is written
 * there.
 */
public final class RegionalRows {
    private final int[] homes;
    private final int stores;
    private final Map<Long, Integer> numbers = new LinkedHashMap<>();
    private final List<Long> away = new ArrayList<>();
    private final Map<Long, long[]> acknowledged = new LinkedHashMap<>();

    /**
     * Of so many stores.
     *
     * @param homes the store of the users of each region, by the number of the region
     */
    public RegionalRows(int[] homes, int stores) {
        this.homes = homes.clone();
        this.stores = stores;
    }

    /**
     * The calling side of one of the stores, for one machine.
     *
     * @param number of the store, from 0
     * @param store takes requests about its own rows, and about those with a number below 0
     */
    public Service client(ComponentContext context, int number, RegionalStoreMetrics measures, Service store) {
        return new RegionalStoreClient(context, this, number, measures, store);
    }

    /** A request as a store takes it: about a row of its own, or about one that is at home elsewhere. */
    Request at(int store, Request request) {
        int home = homes[request.region()];
        boolean newRow = request.key() == 0 && request.operation() == Request.Operation.WRITE;
        boolean own = home == store && !AbsentKeys.absent(request.key());
        return own || newRow ? request : request.withKey(number((long) home << 32 | request.key() & 0xFFFF_FFFFL));
    }

    private int number(long row) {
        Integer known = numbers.get(row);
        if (known == null) {
            away.add(row);
            known = -away.size();
            numbers.put(row, known);
        }
        return known;
    }

    private long row(int store, int key) {
        return key < 0 ? away.get(-key - 1) : (long) store << 32 | key;
    }

    /** A store has told a caller that a row is written. */
    void acknowledged(int store, int key, long at) {
        if (key != 0) {
            long[] first = acknowledged.computeIfAbsent(row(store, key), row -> {
                long[] never = new long[stores];
                Arrays.fill(never, VersionRegistry.NOTHING);
                return never;
            });
            first[store] = Math.min(first[store], at);
        }
    }

    /** When the first write of a row was acknowledged by another store; {@link VersionRegistry#NOTHING} for none. */
    public long acknowledgedElsewhere(int store, int key) {
        long[] first = acknowledged.get(row(store, key));
        long oldest = VersionRegistry.NOTHING;
        for (int other = 0; first != null && other < stores; other++) {
            oldest = other == store ? oldest : Math.min(oldest, first[other]);
        }
        return oldest;
    }

    /** How many rows are remembered. */
    public long kept() {
        return (long) numbers.size() + acknowledged.size();
    }
}
