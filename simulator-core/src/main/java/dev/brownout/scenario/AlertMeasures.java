package dev.brownout.scenario;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;

/** What is measured of an alert. */
public record AlertMeasures(
        @Doc("How often it began to fire.") Counter fired,

        @Doc("How often it ceased to fire.") Counter resolved,

        @Doc("Share of the time in which it fired.") @Shown(Shown.As.PLAIN)
        Occupancy firing,

        @Doc("How often it began to fire while no fault held, nor had held within the time that it looks back.")
        Counter false_alarms,

        @Doc("How often something was done because it fired.")
        Counter actions,

        @Doc("How often something was to be done, and was not, as the alert had resolved by then.")
        Counter cancelled) {}
