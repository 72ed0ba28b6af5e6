package dev.brownout.component.database.storage;

import dev.brownout.eviction.BoundedStore;
import dev.brownout.eviction.Eviction;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Host;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.random.AbsentKeys;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;

/**
 * Buffer pool of a node: the rows in memory, with LRU eviction. A read without a key reads a random row. The pool is
 * warm at the start and empty after a crash.
 */
public final class BufferPool implements Host.Resident {
    private final ComponentContext context;
    private final WorkingSet set;
    private final double share;
    private final KeyedRandom random;
    private final Occupancy used;
    private final Ratio hits;
    /** Rows by key; {@code null} if no request has a key, or if no row fits. */
    private final BoundedStore rows;

    private long held;

    /**
     * Creates a warm buffer pool.
     *
     * @param share share of all rows that the node has, 0 to 1
     * @param recent recently used rows of the node, the most recent one last
     */
    public BufferPool(ComponentContext context, Host host, WorkingSet set, double share, int[] recent) {
        this.context = context;
        this.set = set;
        this.share = share;
        this.random = context.random("row");
        BufferPoolMetrics measures = context.metrics().instruments(BufferPoolMetrics.class, host);
        used = measures.memory();
        hits = measures.memoryHits();
        CapacityTracker.whileUp(context.simulation(), host, used, Math.min(Integer.MAX_VALUE, set.fits()));
        host.attach(this);
        if (set.recent().isEmpty() || set.fits() == 0) {
            rows = null;
            updateSize(Math.min(set.fits(), Math.round(set.rows() * share)));
        } else {
            rows = new BoundedStore(
                    Eviction.LRU, (int) Math.min(BoundedStore.UNLIMITED - 1, set.fits()), Long.MAX_VALUE);
            for (int key : recent) {
                rows.put(key, 0, 1, BoundedStore.NEVER);
            }
            updateSize(rows.entries());
        }
        AuditRegistry audit = context.audit();
        audit.reportMemoryUse("rows in the memory of " + host.node(), 40, () -> rows == null ? 0 : rows.entries());
    }

    private void updateSize(long now) {
        used.add(context.simulation().now(), now - held);
        held = now;
    }

    /**
     * Returns whether the row of a request was in memory, and loads it. A key that does not exist hits with the
     * probability of a random existing row.
     */
    public boolean has(Request request) {
        boolean isCached = isHit(request);
        hits.add(context.simulation().now(), isCached ? 1 : 0, 1);
        return isCached;
    }

    private boolean isHit(Request request) {
        int key = request.key();
        if (key != 0 && rows != null && rows.get(key, 0) != BoundedStore.ABSENT) {
            return true;
        }
        if (key != 0 && rows != null && !AbsentKeys.isAbsent(key)) {
            put(key);
            return false;
        }
        boolean isCached = random.withIdentity(request.identity()).uniform() * set.rows() * share < held;
        if (!isCached && rows == null) {
            updateSize(Math.min(set.fits(), held + 1));
        }
        return isCached;
    }

    /** Adds a new row to memory. */
    public void addRow(int key) {
        if (rows != null && key != 0) {
            put(key);
        }
    }

    private void put(int key) {
        rows.put(key, 0, 1, BoundedStore.NEVER);
        updateSize(rows.entries());
    }

    /** Returns whether a row existed at the start of the run. */
    public boolean atTheStart(int key) {
        return set.existingKeys().test(key);
    }

    /** Returns the share of the rows of the node that are not in memory, 0 to 1. */
    public double missing() {
        return Math.max(0, 1 - held / Math.max(1, set.rows() * share));
    }

    @Override
    public void onCrash() {
        if (rows != null) {
            rows.clear();
        }
        updateSize(0);
    }
}
