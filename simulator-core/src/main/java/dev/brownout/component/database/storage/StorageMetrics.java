package dev.brownout.component.database.storage;

import dev.brownout.instrument.ByteCounter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of a database with limited storage, shared by its shards. */
@RequiresParameter("storage.room")
public record StorageMetrics(
        @Doc("Time from the start of the run until a shard had no storage for a new key for the first time.")
        @InstrumentUnit("ns")
        DerivedGauge fullAt,

        @Doc("Shards that had no storage for their last new key, time-weighted.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Full shards of {}")
        TimeWeighted fullShards,

        @Doc("Stored bytes over the storage capacity of all shards, time-weighted.")
        @Display(value = Display.As.PROGRESS, in = Display.In.CHART)
        @ChartTitle("Storage utilization of {}")
        Occupancy stored,

        @Doc("Bytes of new keys.") ByteCounter addedBytes) {}
