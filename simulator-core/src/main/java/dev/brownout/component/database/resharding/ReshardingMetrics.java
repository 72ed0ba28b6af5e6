package dev.brownout.component.database.resharding;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of a database with moving keys. */
public record ReshardingMetrics(
        @Doc("Share of the migrated chunks in all migrations that have started, time-weighted.")
        @Display(value = Display.As.PROGRESS, in = Display.In.CHART)
        @ChartTitle("Migrated share of the keys of {}")
        Occupancy movedShare,

        @Doc("Bytes of the keys that were cut over to their new shard.")
        @ChartTitle("Bytes migrated at {}")
        @InstrumentUnit("B")
        DerivedGauge movedBytes,

        @Doc("Keys written during the run that were cut over to their new shard.") @ChartTitle("Keys migrated at {}")
        Counter movedKeys,

        @Doc("Time from the start of the run to the end of the last finished migration.") @InstrumentUnit("ns")
        DerivedGauge movedAt,

        @Doc("Running migrations, time-weighted: 1 while keys move, otherwise 0.")
        @ChartTitle("Running migrations of {}")
        TimeWeighted moving) {}
