package dev.brownout.scenario;

import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LatencyHistogram;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;

/** Metrics of the visitors of a journey. */
public record JourneyMetrics(
        @Doc("Started visits.") @ChartTitle("Started visits of {}")
        Counter started,

        @Doc("Completed visits.") @ChartTitle("Completed visits of {}")
        Counter finished,

        @Doc("Visits that ended after an error.") @ChartTitle("Visits of {} that end after an error")
        Counter leftError,

        @Doc("Visits that ended because a response took too long.")
        @ChartTitle("Visits of {} that end after a slow response")
        Counter leftWait,

        @Doc("Visits with a successful last step, of all that ended.")
        @Display(in = {Display.In.CHART, Display.In.BASELINE})
        @ChartTitle("Conversion rate of {}")
        Ratio conversion,

        @Doc("Active visits, think times included, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Active visits of {}")
        TimeWeighted active,

        @Doc("Duration of completed visits.") LatencyHistogram stay) {}
