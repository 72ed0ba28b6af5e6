package dev.brownout.component.database.moving;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Figure;
import dev.brownout.measure.Occupancy;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of a database whose keys move. */
public record MoveMeasures(
        @Doc("Of the chunks of all moves that have begun, the share that is at its new home, time-weighted.")
        @Shown(value = Shown.As.PROGRESS, in = Shown.In.CHART)
        @Titled("Keys of {} at their new home")
        Occupancy moved_share,

        @Doc("Bytes whose keys were cut over to their new home.") @Titled("Bytes moved at {}")
        Figure moved_bytes,

        @Doc("Keys written in the run that were cut over to their new home.") @Titled("Keys moved at {}")
        Counter moved_keys,

        @Doc("When the last key was at its new home, from the start of the run: of the last move that has ended.")
        Figure moved_at,

        @Doc("Moves that go on, time-weighted: 1 while keys move, else 0.") @Titled("Moves under way at {}")
        TimeWeighted moving) {}
