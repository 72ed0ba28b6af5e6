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
            @Doc("Acknowledged writes that are missing from the log of the promoted primary, counted at the "
                    + "promotion.")
            @Display(value = Display.As.DAMAGE, in = Display.In.BASELINE)
            @Loss("lost writes")
            Counter lostWrites,

            @Doc("Writes that the database applied more than once: a retry or a hedge arrived after an earlier "
                    + "attempt had been applied, and 'deduplicate' is not set. Each is counted once, at the second "
                    + "application. The count decreases if a failover loses one of the two.")
            @Display(
                    value = Display.As.DAMAGE,
                    in = {})
            @ChartTitle("Duplicate writes of {}")
            @Loss("duplicate writes")
            Counter duplicateWrites,

            @Doc("Reads that missed a write that had been acknowledged before they were sent.")
            @Display(in = Display.In.BASELINE)
            @ChartTitle("Stale reads of {}")
            Counter staleReads,

            @Doc("Share of stale reads in all successful reads with a key, if the scenario writes.")
            @ChartTitle("Share of stale reads of {}")
            Ratio staleShare,

            @Doc("Age of a stale read: time since the oldest missing write was acknowledged.")
            LatencyHistogram staleAge,

            @Doc("Seconds in which two nodes accepted writes as primary (split brain).")
            @ChartTitle("Dual-primary time of {}")
            @Loss(value = "dual-primary time", unit = "s")
            DerivedGauge dualPrimarySeconds,

            @Doc("Seconds in which semi-sync commits did not wait for replicas (fallback to async).")
            DerivedGauge degradedToAsyncSeconds) {}

    final Counter lostWrites;
    final Counter duplicateWrites;
    final Counter staleReads;
    final Ratio staleShare;
    final LatencyHistogram staleAge;
    final TimeWeighted dual;
    final TimeWeighted degraded;

    DatabaseMetrics(ComponentContext context) {
        Counts counts = context.metrics().instruments(Counts.class);
        lostWrites = counts.lostWrites();
        duplicateWrites = counts.duplicateWrites();
        staleReads = counts.staleReads();
        staleShare = counts.staleShare();
        staleAge = counts.staleAge();
        dual = seconds(context.grid(), counts.dualPrimarySeconds());
        degraded = seconds(context.grid(), counts.degradedToAsyncSeconds());
    }

    private static TimeWeighted seconds(TimeGrid grid, DerivedGauge figure) {
        TimeWeighted holds = new TimeWeighted(grid);
        figure.sums(span -> holds.area(span).doubleValue() / 1e9);
        return holds;
    }

    /** Closes the time-weighted metrics at the end of the run. */
    void complete(long endAt) {
        dual.complete(endAt);
        degraded.complete(endAt);
    }
}
