package dev.brownout.component.database.stock;

import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.service.LogicalRequest;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RowOperation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Counters of all keys of a database: their values, the history of these by version, and the errors of reads. */
final class CounterRows implements RowTable {
    private final ComponentContext context;
    private final int start;
    private final CounterMetrics measures;
    private final VersionRegistry versions;
    private final TimeGrid grid;
    private final Map<Integer, CounterRow> rows = new TreeMap<>();
    private final List<CounterLedger> ledgers = new ArrayList<>();
    /** Sum of the errors of all reads. */
    private final Counter errors;
    /** Greatest error by cell; -1 without a read. */
    private final long[] maximum;

    private long changes;

    /** Counter of one key. */
    private static final class CounterRow {
        private final RowHistory history;
        private int value;
        /** Increments that a failover has reverted and no later write has restored. */
        private int rolledBack;
        /** Versions of the key that a failover has reverted. */
        private final Set<Long> lostVersions = new TreeSet<>();

        CounterRow(int start) {
            value = start;
            history = new RowHistory(start);
        }
    }

    /** Version of the value that a request has read last, on which its next increment is based. */
    private static final class ReadValue extends LogicalRequest.IdempotencyRecord {
        private long version;

        ReadValue(Object store, int key) {
            super(store, key);
        }
    }

    /**
     * Effect of an increment.
     *
     * @param version version of its write
     * @param by change of the value; not 1 if the written value is based on another than the present one
     * @param lost increments overwritten by it; negative if its value includes increments that had been overwritten
     * @param restored increments that a failover had reverted, and which its value includes
     * @param overwrites whether another increment was committed after the read of its value
     */
    record Effect(int key, long version, int by, int lost, int restored, boolean overwrites) {}

    /** Creates the counters of a database with their initial value. */
    CounterRows(CounterSpec spec, ComponentContext context) {
        this.context = context;
        this.start = spec.start();
        this.versions = context.versions();
        this.grid = context.grid();
        this.measures = context.metrics().instruments(CounterMetrics.class);
        this.errors = new Counter(grid);
        this.maximum = new long[grid.cells()];
        Arrays.fill(maximum, -1);
        long keys = Math.max(1, context.workload().keySpace().count());
        measures.counterValue().add(0, keys * start);
        measures.counterError().is(this::meanError);
        measures.counterErrorMax().is(this::greatestError);
        versions.reads().addObserver(this::observe);
        audit();
    }

    private void audit() {
        CellRange run = grid.span(0, grid.end());
        AuditRegistry audit = context.audit();
        audit.identity(
                ": increments = values of the counters + lost + rolled back",
                () -> measures.increments().total(run),
                () -> rows.values().stream().mapToLong(row -> row.value - start).sum()
                        + measures.lostIncrements().total(run)
                        + measures.rolledBackIncrements().total(run));
        audit.reportMemoryUse("changes of counters", 20, () -> changes);
        audit.reportMemoryUse(
                "values read for increments",
                100,
                () -> ledgers.stream().mapToLong(CounterLedger::retainedCount).sum());
    }

    @Override
    public CounterLedger ledger() {
        CounterLedger ledger = new CounterLedger(this);
        ledgers.add(ledger);
        return ledger;
    }

    /** Returns the mean error of the reads of a window; NaN without a read. */
    private double meanError(CellRange span) {
        long reads = measures.counterReads().total(span);
        return reads == 0 ? Double.NaN : (double) errors.total(span) / reads;
    }

    /** Returns the greatest error of the reads of a window; NaN without a read. */
    private double greatestError(CellRange span) {
        long most = -1;
        for (int cell = span.from(); cell < span.to(); cell++) {
            most = Math.max(most, maximum[cell]);
        }
        return most < 0 ? Double.NaN : most;
    }

    /** Counts the error of a read, if its data is of this database and has a counter that was incremented. */
    private void observe(Request request, long version) {
        CounterRow row = rows.get(request.key());
        long known = row == null ? 0 : versions.entryOf(context.name(), version);
        if (known != 0) {
            long now = context.simulation().now();
            long error = Math.abs((long) row.value - row.history.valueAt(known));
            measures.counterReads().add(now);
            errors.add(now, error);
            int cell = grid.cell(now);
            maximum[cell] = Math.max(maximum[cell], error);
        }
    }

    /** Records the value that a request has read in data of a version, on which its next increment is based. */
    @Override
    public Outcome check(RowOperation operation, Request request, long version) {
        ReadValue read = (ReadValue) request.logical().find(this, request.key());
        if (read == null) {
            read = new ReadValue(this, request.key());
            request.logical().carry(read);
        }
        read.version = versions.entryOf(context.name(), version);
        return Outcome.OK;
    }

    /** Returns the version of the value on which an increment of a request is based. */
    long readBy(Request request) {
        return ((ReadValue) request.logical().find(this, request.key())).version;
    }

    /** Adds 1 to the present value, in a write of a version. */
    Effect add(int key, long version) {
        return write(row(key), new Effect(key, version, 1, 0, 0, false));
    }

    /**
     * Writes the value that was read plus 1, in a write of a version.
     *
     * @param read version of the value, as {@link VersionRegistry#entryOf} returns it
     */
    Effect replace(int key, long read, long version) {
        CounterRow row = row(key);
        int missing = row.value - row.history.valueAt(read);
        int restored = row.lostVersions.contains(read) ? Math.min(row.rolledBack, Math.max(0, -missing)) : 0;
        boolean overwrites = row.history.changedAfter(read, row.lostVersions);
        return write(row, new Effect(key, version, 1 - missing, missing + restored, restored, overwrites));
    }

    private CounterRow row(int key) {
        return rows.computeIfAbsent(key, any -> new CounterRow(start));
    }

    private Effect write(CounterRow row, Effect effect) {
        count(row, effect, 1);
        measures.increments().add(context.simulation().now());
        row.history.add(effect.version(), context.simulation().now(), row.value);
        changes++;
        return effect;
    }

    /** Takes the effect of an increment back that a failover loses. */
    void rollBack(Effect effect) {
        CounterRow row = rows.get(effect.key());
        count(row, effect, -1);
        row.rolledBack++;
        row.lostVersions.add(effect.version());
        measures.rolledBackIncrements().add(context.simulation().now());
    }

    private void count(CounterRow row, Effect effect, int sign) {
        long now = context.simulation().now();
        row.value += sign * effect.by();
        row.rolledBack -= sign * effect.restored();
        measures.counterValue().add(now, (long) sign * effect.by());
        measures.lostIncrements().add(now, (long) sign * effect.lost());
        measures.rolledBackIncrements().add(now, (long) -sign * effect.restored());
        if (sign > 0) {
            measures.overwritingShare().add(now, effect.overwrites() ? 1 : 0, 1);
        }
    }
}
