package dev.brownout.scenario;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of an alert. */
public record AlertMetrics(
        @Doc("Number of times that the alert began to fire.") @ChartTitle("Firings of alert {}")
        Counter fired,

        @Doc("Number of times that the alert resolved.") @ChartTitle("Resolutions of alert {}")
        Counter resolved,

        @Doc("Share of the time in which the alert was firing.")
        @Display(Display.As.PLAIN)
        @ChartTitle("Firing time of alert {}")
        Occupancy firing,

        @Doc("Number of times that the alert began to fire while no fault was active, nor had "
                + "been active within its lookback window.")
        @ChartTitle("False alarms of alert {}")
        Counter falseAlarms,

        @Doc("Number of actions that the alert triggered.") @ChartTitle("Actions of alert {}")
        Counter actions,

        @Doc("Number of actions that were cancelled because the alert had resolved.")
        @ChartTitle("Cancelled actions of alert {}")
        Counter cancelled) {}
