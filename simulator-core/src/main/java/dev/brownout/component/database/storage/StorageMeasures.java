package dev.brownout.component.database.storage;

import dev.brownout.measure.ByteCounter;
import dev.brownout.measure.Figure;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;
import dev.brownout.wiring.Given;

/** What is measured of a database whose nodes have a limited room; shared by its shards. */
@Given("storage.room")
public record StorageMeasures(
        @Doc("When a shard had no room for a new key for the first time, from the start of the run.")
        Figure full_at,

        @Doc("Shards that had no room for the last new key, time-weighted.")
        @Shown(in = Shown.In.CHART)
        @Titled("Full shards of {}")
        TimeWeighted full_shards,

        @Doc("What is held over the room of all shards, time-weighted.")
        @Shown(value = Shown.As.PROGRESS, in = Shown.In.CHART)
        @Titled("Room of {} in use")
        Occupancy stored,

        @Doc("Bytes of new keys.") ByteCounter added_bytes) {}
