package dev.brownout.scenario;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;

/** What is measured of the visitors of a journey. */
public record JourneyMeasures(
        @Doc("Visitors who began.") Counter started,

        @Doc("Visitors who came to the end of their journey.")
        Counter finished,

        @Doc("Visitors who left after an answer that was an error.")
        Counter left_error,

        @Doc("Visitors who left because an answer took too long.")
        Counter left_wait,

        @Doc("Visitors whose last step was taken and answered well, of all whose journey ended in one way or another.")
        @Shown(in = {Shown.In.CHART, Shown.In.BASELINE})
        Ratio conversion,

        @Doc("Visitors on their way, those who think too, time-weighted.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        TimeWeighted active,

        @Doc("How long visitors stayed who came to the end.")
        Spread stay) {}
