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
        @Doc("Visitors who began.") @ChartTitle("Visitors who begin as {}")
        Counter started,

        @Doc("Visitors who came to the end of their journey.") @ChartTitle("Visitors who finish as {}")
        Counter finished,

        @Doc("Visitors who left after an answer that was an error.")
        @ChartTitle("Visitors who leave after an error, as {}")
        Counter left_error,

        @Doc("Visitors who left because an answer took too long.")
        @ChartTitle("Visitors who leave as it takes too long, as {}")
        Counter left_wait,

        @Doc("Visitors whose last step was taken and answered well, of all whose journey ended in one way or another.")
        @Display(in = {Display.In.CHART, Display.In.BASELINE})
        @ChartTitle("Visitors who reach the last step as {}")
        Ratio conversion,

        @Doc("Visitors on their way, those who think too, time-weighted.")
        @Display(value = Display.As.LEVEL, in = Display.In.CHART)
        @ChartTitle("Visitors under way as {}")
        TimeWeighted active,

        @Doc("How long visitors stayed who came to the end.")
        LatencyHistogram stay) {}
