package dev.brownout.component.database.storage;

import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.InstrumentUnit;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the primary key of a database, shared by its shards. */
@RequiresParameter("storage.primary_key")
public record PrimaryKeyMetrics(
        @Doc("Bytes of primary keys, index entries and their free space that the initial data needs in addition to "
                + "storage.data.")
        @InstrumentUnit("B")
        DerivedGauge indexBytes) {}
