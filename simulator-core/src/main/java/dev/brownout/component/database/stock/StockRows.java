package dev.brownout.component.database.stock;

import dev.brownout.instrument.CellRange;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.RowOperation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Units of all keys of a database: free units, their history by version, and acknowledged sales. */
final class StockRows implements RowTable {
    private final ComponentContext context;
    private final StockSpec spec;
    private final StockMetrics measures;
    private final VersionRegistry versions;
    private final Map<Integer, StockRow> rows = new TreeMap<>();
    private final List<StockLedger> ledgers = new ArrayList<>();
    private long soldOutAt = Long.MAX_VALUE;
    private long changes;

    /** Units of one key. */
    private static final class StockRow {
        private final RowHistory history;
        private int free;
        private int acknowledgedSales;

        StockRow(int units) {
            free = units;
            history = new RowHistory(units);
        }
    }

    /** Creates the units of a database, all of them free. */
    StockRows(StockSpec spec, ComponentContext context) {
        this.spec = spec;
        this.context = context;
        this.versions = context.versions();
        measures = context.metrics().instruments(StockMetrics.class);
        long keys = Math.max(1, context.workload().keySpace().count());
        measures.freeUnits().add(0, keys * spec.units());
        measures.soldOutAt().is(span -> soldOutAt < span.endAt() ? (double) soldOutAt : Double.NaN);
        audit();
    }

    private void audit() {
        CellRange run = context.grid().span(0, context.grid().end());
        AuditRegistry audit = context.audit();
        audit.identity(
                ": units of the reserved keys = free + held + sold",
                () -> (long) rows.size() * spec.units(),
                () -> rows.values().stream().mapToLong(row -> row.free).sum()
                        + count(Hold.State.HELD)
                        + count(Hold.State.SOLD));
        audit.identity(
                ": reservations = held + sold + released + expired + lost",
                () -> ledgers.stream().mapToLong(StockLedger::reservations).sum(),
                () -> count(Hold.State.HELD)
                        + count(Hold.State.SOLD)
                        + measures.releasedHolds().total(run)
                        + measures.expiredHolds().total(run)
                        + measures.lostHolds().total(run));
        audit.identity(
                ": sales acknowledged beyond the units = oversold",
                () -> rows.values().stream()
                        .mapToLong(row -> Math.max(0, row.acknowledgedSales - spec.units()))
                        .sum(),
                () -> measures.oversoldUnits().total(run));
        audit.reportMemoryUse("changes of the stock", 20, () -> changes);
        audit.reportMemoryUse(
                "holds",
                150,
                () -> ledgers.stream().mapToLong(StockLedger::retainedCount).sum());
    }

    private long count(Hold.State state) {
        return ledgers.stream().mapToLong(ledger -> ledger.count(state)).sum();
    }

    @Override
    public StockLedger ledger() {
        StockLedger ledger = new StockLedger(
                this,
                measures,
                context.simulation(),
                spec.hold().map(hold -> hold.toNanos()).orElse(Long.MAX_VALUE));
        ledgers.add(ledger);
        return ledger;
    }

    /** Checks whether data of a version shows a free unit. If not, counts a reservation that finds nothing left. */
    @Override
    public Outcome check(RowOperation operation, Request request, long version) {
        if (free(request.key(), version) > 0) {
            return Outcome.OK;
        }
        soldOut();
        return Outcome.SOLD_OUT;
    }

    /** Counts a reservation without a free unit. */
    void soldOut() {
        measures.soldOutShare().add(context.simulation().now(), 1, 1);
    }

    /** Returns the free units of a key, in the log of the primary. */
    int free(int key) {
        StockRow row = rows.get(key);
        return row == null ? spec.units() : row.free;
    }

    /** Returns the free units of a key in data of a version; the units at the start for data of no store. */
    int free(int key, long version) {
        StockRow row = rows.get(key);
        return row == null ? spec.units() : row.history.valueAt(versions.entryOf(context.name(), version));
    }

    /** Changes the free units of a key by 1 or -1, with a write. */
    void change(int key, int factor, long version) {
        StockRow row = restore(key, factor);
        row.history.add(version, context.simulation().now(), row.free);
        changes++;
        if (row.free <= 0) {
            soldOutAt = Math.min(soldOutAt, context.simulation().now());
        }
    }

    /** Changes the free units of a key by 1 or -1, because a write is lost. */
    StockRow restore(int key, int factor) {
        StockRow row = rows.computeIfAbsent(key, any -> new StockRow(spec.units()));
        row.free += factor;
        measures.freeUnits().add(context.simulation().now(), factor);
        return row;
    }

    /** Records an acknowledged sale of a key. Those beyond its units are oversold. */
    void acknowledgedSale(int key) {
        StockRow row = rows.computeIfAbsent(key, any -> new StockRow(spec.units()));
        if (++row.acknowledgedSales > spec.units()) {
            measures.oversoldUnits().add(context.simulation().now());
        }
    }
}
