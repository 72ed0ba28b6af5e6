package dev.brownout.component.database.storage;

import dev.brownout.service.Outcome;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ProducesOutcome;
import java.util.Optional;

/** Capacity of the nodes of a database, and the initial data. */
@Kind("storage")
@Doc("The room of a node, and what the database holds at the start. A write of a new key adds the size of the request;"
        + " where that does not fit, it is done in vain and answered with full. Reads and writes of keys that there are"
        + " go on.")
@ProducesOutcome(Outcome.FULL)
public record StorageSpec(
        @Doc("What a node can hold. All nodes of a shard hold the same.")
        @Default("unlimited")
        @NoneKeyword("unlimited")
        Optional<DataSize> room,

        @Doc("What all shards together hold at the start, each its share of the keys.")
        @Default("0B")
        @DefaultSource("no authority")
        DataSize data) {}
