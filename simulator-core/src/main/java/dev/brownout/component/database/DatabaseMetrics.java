package dev.brownout.component.database;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Loss;
import dev.brownout.spi.ComponentContext;

/** Metrics of a whole database, shared by its shards. */
final class DatabaseMetrics {
    record Counts(
            @Doc("Acknowledged writes that are not in the log of the primary that took over, counted when it does.")
            @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
            @Loss("lost writes")
            Counter lost_writes,

            @Doc("Writes that the database has applied more than once: a retry or a hedge of a write came although an"
                    + " earlier attempt had been applied, and 'deduplicate' is not set. Each is counted once, when it"
                    + " is applied for the second time, and no longer where a failover takes one of the two back.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Writes of {} applied twice")
            @Loss("duplicate writes")
            Counter duplicate_writes,

            @Doc("Reads answered without a write that was acknowledged before they were sent.")
            @Display(in = Display.In.BASELINE)
            @ChartTitle("Stale answers of {}")
            Counter stale_reads,

            @Doc("Stale reads of all reads of a key that were answered, where anybody writes.")
            @ChartTitle("Stale answers of {}")
            Ratio stale_share,

            @Doc("Of stale reads: how long ago the oldest write missing from the answer was acknowledged.")
            LatencyHistogram stale_age,

            @Doc("Seconds in which two nodes accepted writes as primary.")
            @Loss(value = "dual-primary time", unit = "s")
            DerivedGauge dual_primary_seconds,

            @Doc("Seconds in which commits did not wait for replicas though they should.")
            DerivedGauge degraded_to_async_seconds) {}

    final Counter lostWrites;
    final Counter duplicateWrites;
    final Counter staleReads;
    final Ratio staleShare;
    final LatencyHistogram staleAge;
    final TimeWeighted dual;
    final TimeWeighted degraded;

    DatabaseMetrics(ComponentContext context) {
        Counts counts = context.measures(Counts.class);
        lostWrites = counts.lost_writes();
        duplicateWrites = counts.duplicate_writes();
        staleReads = counts.stale_reads();
        staleShare = counts.stale_share();
        staleAge = counts.stale_age();
        dual = seconds(context.grid(), counts.dual_primary_seconds());
        degraded = seconds(context.grid(), counts.degraded_to_async_seconds());
    }

    private static TimeWeighted seconds(TimeGrid grid, DerivedGauge figure) {
        TimeWeighted holds = new TimeWeighted(grid);
        figure.sums("1", span -> holds.area(span).doubleValue() / 1e9);
        return holds;
    }

    /** Closes the time-weighted metrics at the end of the run. */
    void settle(long endAt) {
        dual.settle(endAt);
        degraded.settle(endAt);
    }
}
