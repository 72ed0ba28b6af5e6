package dev.brownout.scenario;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the users of a journey that return. */
@RequiresParameter("returns")
public record ReturnMetrics(
        @Doc("Started visits of users that have ended a visit before.") @ChartTitle("Returning visits of {}")
        Counter returned,

        @Doc("Share of the returning visits in all started visits.")
        @Display(in = Display.In.CHART)
        @ChartTitle("Share of returning visits of {}")
        Ratio returningShare,

        @Doc("Users between two visits, that will return, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Users of {} that will return")
        TimeWeighted away,

        @Doc("Users that have ended their last visit.") @ChartTitle("Users of {} that do not return")
        Counter churned) {}
