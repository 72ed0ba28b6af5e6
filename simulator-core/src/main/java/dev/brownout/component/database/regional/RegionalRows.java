package dev.brownout.component.database.regional;

import dev.brownout.kernel.Simulation;
import dev.brownout.random.AbsentKeys;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Maps requests to rows if each region has an independent store. A row belongs to the region of a user, so the same key
 * denotes different rows for users of different regions. At the start, the row is in the store of that region. In any
 * other store, a row has its own negative number and exists once it is written there. Rows of absent keys have a
 * negative number in every store.
 */
public final class RegionalRows {
    private final int[] homes;
    private final int stores;
    private final Map<Long, Integer> numbers = new LinkedHashMap<>();
    private final List<Long> otherStores = new ArrayList<>();
    private final Map<Long, long[]> acknowledged = new LinkedHashMap<>();

    /**
     * Creates a map without rows.
     *
     * @param homes store for the users of each region, by region number
     * @param stores number of stores
     */
    public RegionalRows(int[] homes, int stores) {
        this.homes = homes.clone();
        this.stores = stores;
    }

    /**
     * Creates the client of a store for one calling machine.
     *
     * @param number number of the store, from 0
     * @param store handles requests for its own rows, and for rows with a negative number
     */
    public Service client(ComponentContext context, int number, RegionalStoreMetrics measures, Service store) {
        return new RegionalStoreClient(context, number, measures, store);
    }

    /** Returns the request as the store receives it: for one of its own rows, or for a row of another store. */
    private Request localRequest(int store, Request request) {
        int home = homes[request.source().region()];
        boolean newRow = request.key() == 0 && request.operation() == Request.Operation.WRITE;
        boolean own = home == store && !AbsentKeys.isAbsent(request.key());
        return own || newRow ? request : request.withKey(number((long) home << 32 | request.key() & 0xFFFF_FFFFL));
    }

    private int number(long row) {
        Integer known = numbers.get(row);
        if (known == null) {
            otherStores.add(row);
            known = -otherStores.size();
            numbers.put(row, known);
        }
        return known;
    }

    private long row(int store, int key) {
        return key < 0 ? otherStores.get(-key - 1) : (long) store << 32 | key;
    }

    /** Records that a store has acknowledged a write of a row. */
    private void onAcknowledged(int store, int key, long instant) {
        if (key != 0) {
            long[] first = acknowledged.computeIfAbsent(row(store, key), row -> {
                long[] never = new long[stores];
                Arrays.fill(never, VersionRegistry.NOTHING);
                return never;
            });
            first[store] = Math.min(first[store], instant);
        }
    }

    /**
     * Returns the time at which another store first acknowledged a write of a row; {@link VersionRegistry#NOTHING} for
     * none.
     */
    public long firstRemoteAcknowledgement(int store, int key) {
        long[] first = acknowledged.get(row(store, key));
        long oldest = VersionRegistry.NOTHING;
        for (int other = 0; first != null && other < stores; other++) {
            oldest = other == store ? oldest : Math.min(oldest, first[other]);
        }
        return oldest;
    }

    /** Returns the number of records kept in memory. */
    public long retainedCount() {
        return (long) numbers.size() + acknowledged.size();
    }

    /** Client of one of several independent regional stores. */
    private final class RegionalStoreClient implements Service {
        private final Simulation simulation;
        private final VersionRegistry versions;
        private final int number;
        private final RegionalStoreMetrics measures;
        private final Service store;

        RegionalStoreClient(ComponentContext context, int number, RegionalStoreMetrics measures, Service store) {
            this.simulation = context.simulation();
            this.versions = context.versions();
            this.number = number;
            this.measures = measures;
            this.store = store;
        }

        @Override
        public void call(Request request, Reply reply) {
            Request its = localRequest(number, request);
            store.call(its, (outcome, detail) -> {
                if (outcome.good()) {
                    onResponse(its, outcome);
                }
                reply.accept(outcome, detail);
            });
        }

        private void onResponse(Request request, Outcome outcome) {
            long now = simulation.now();
            if (request.operation() == Operation.WRITE) {
                onAcknowledged(number, request.key(), versions.stamp(now));
                return;
            }
            boolean absent = outcome == Outcome.NOT_FOUND;
            measures.notFoundShare().add(now, absent ? 1 : 0, 1);
            measures.notFoundReads().add(now, absent ? 1 : 0);
        }
    }
}
