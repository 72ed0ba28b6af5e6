package dev.brownout.scenario;

import dev.brownout.measure.Counter;
import dev.brownout.measure.Ratio;
import dev.brownout.measure.Spread;
import dev.brownout.measure.TimeWeighted;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.vocabulary.Titled;

/** What is measured of the visitors of a journey. */
public record JourneyMeasures(
        @Doc("Visitors who began.") @Titled("Visitors who begin as {}")
        Counter started,

        @Doc("Visitors who came to the end of their journey.") @Titled("Visitors who finish as {}")
        Counter finished,

        @Doc("Visitors who left after an answer that was an error.") @Titled("Visitors who leave after an error, as {}")
        Counter left_error,

        @Doc("Visitors who left because an answer took too long.")
        @Titled("Visitors who leave as it takes too long, as {}")
        Counter left_wait,

        @Doc("Visitors whose last step was taken and answered well, of all whose journey ended in one way or another.")
        @Shown(in = {Shown.In.CHART, Shown.In.BASELINE})
        @Titled("Visitors who reach the last step as {}")
        Ratio conversion,

        @Doc("Visitors on their way, those who think too, time-weighted.")
        @Shown(value = Shown.As.LEVEL, in = Shown.In.CHART)
        @Titled("Visitors under way as {}")
        TimeWeighted active,

        @Doc("How long visitors stayed who came to the end.")
        Spread stay) {}
