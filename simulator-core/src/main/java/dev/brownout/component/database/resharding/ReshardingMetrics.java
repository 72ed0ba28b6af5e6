package dev.brownout.component.database.resharding;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of a database with moving keys. */
public record ReshardingMetrics(
        @Doc("Of the chunks of all moves that have begun, the share that is at its new home, time-weighted.")
        @Display(value = Display.As.PROGRESS, in = Display.In.CHART)
        @ChartTitle("Keys of {} at their new home")
        Occupancy moved_share,

        @Doc("Bytes whose keys were cut over to their new home.") @ChartTitle("Bytes moved at {}")
        DerivedGauge moved_bytes,

        @Doc("Keys written in the run that were cut over to their new home.") @ChartTitle("Keys moved at {}")
        Counter moved_keys,

        @Doc("When the last key was at its new home, from the start of the run: of the last move that has ended.")
        DerivedGauge moved_at,

        @Doc("Moves that go on, time-weighted: 1 while keys move, else 0.") @ChartTitle("Moves under way at {}")
        TimeWeighted moving) {}
