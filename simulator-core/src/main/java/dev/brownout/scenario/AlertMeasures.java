package dev.brownout.scenario;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Occupancy;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of an alert. */
public record AlertMeasures(
        @Doc("How often it began to fire.") @Titled("Times that alert {} fires")
        Counter fired,

        @Doc("How often it ceased to fire.") @Titled("Times that alert {} resolves")
        Counter resolved,

        @Doc("Share of the time in which it fired.") @Shown(Shown.As.PLAIN) @Titled("Time in which alert {} fires")
        Occupancy firing,

        @Doc("How often it began to fire while no fault held, nor had held within the time that it looks back.")
        @Titled("False alarms of alert {}")
        Counter false_alarms,

        @Doc("How often something was done because it fired.") @Titled("Actions of alert {}")
        Counter actions,

        @Doc("How often something was to be done, and was not, as the alert had resolved by then.")
        @Titled("Actions of alert {} that were not needed any more")
        Counter cancelled) {}
