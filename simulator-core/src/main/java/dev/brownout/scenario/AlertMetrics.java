package dev.brownout.scenario;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of an alert. */
public record AlertMetrics(
        @Doc("How often it began to fire.") @ChartTitle("Times that alert {} fires")
        Counter fired,

        @Doc("How often it ceased to fire.") @ChartTitle("Times that alert {} resolves")
        Counter resolved,

        @Doc("Share of the time in which it fired.")
        @Display(Display.As.PLAIN)
        @ChartTitle("Time in which alert {} fires")
        Occupancy firing,

        @Doc("How often it began to fire while no fault held, nor had held within the time that it looks back.")
        @ChartTitle("False alarms of alert {}")
        Counter false_alarms,

        @Doc("How often something was done because it fired.") @ChartTitle("Actions of alert {}")
        Counter actions,

        @Doc("How often something was to be done, and was not, as the alert had resolved by then.")
        @ChartTitle("Actions of alert {} that were not needed any more")
        Counter cancelled) {}
