package dev.brownout.scenario;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.InvalidParameterException;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spec.Shorthand;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.workload.LoadProfile;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journey: the arrival rate of its visitors, their sequence of requests, and the reasons for which they abandon it.
 */
@Doc("Visitors who ask for one thing after the other: how many come, what they ask for, and what makes them leave.")
@DeclaresMetrics(JourneyMetrics.class)
public record JourneySpec(
        @Doc("How many begin: a rate, or any load; those of users(...) think behind the end and begin again.")
        LoadProfile rate,

        @Doc("What makes visitors leave before the end; nothing does unless it is said.")
        Optional<AbandonmentRule> leaves,

        @Doc("What each visitor asks for, in this order: the name of a request, or a map.")
        List<Visit> steps) {

    /**
     * Copies the list.
     *
     * @throws InvalidParameterException if the journey has no steps
     */
    public JourneySpec {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new InvalidParameterException("steps", "a journey has at least one step");
        }
    }

    /** Reasons for which a visitor abandons the journey. */
    @Doc("What makes visitors leave before the end.")
    public record AbandonmentRule(
            @Doc("Chance of leaving after an answer that is an error, each time; the others go on as after a good one.")
            @Default("100%")
            @DefaultSource("no authority")
            Share error,

            @Doc("They leave when an answer takes longer; the request that they sent goes its way.")
            @Default("none")
            @NoneKeyword("none")
            Optional<Duration> wait_) {}

    /** A step of a journey: a request, once or several times. */
    @Shorthand
    @Doc("What visitors ask for at this step.")
    public record Visit(
            @Doc("The request.") @Reference(Reference.To.REQUEST)
            String request,

            @Doc("How often, one after the other.") @Default("1") @AtLeast(1) @AtMost(1000)
            int times,

            @Doc("How long they look at each answer before they go on.") @Default("none") @NoneKeyword("none")
            Optional<Distribution> think,

            @Doc("Share of the visitors who take the step; the others go on to the next.") @Default("100%")
            Share when) {
        /** Returns the mean number of requests at this step for a visitor that reaches it. */
        public double each() {
            return when.ratio() * times;
        }
    }

    /** Returns the mean number of requests by name, for a visitor that does not abandon the journey. */
    public Map<String, Double> each() {
        Map<String, Double> each = new TreeMap<>();
        steps.forEach(step -> each.merge(step.request(), step.each(), Double::sum));
        return each;
    }

    /** Returns the mean total think time in nanoseconds, for a visitor that does not abandon the journey. */
    public double thinkNanos() {
        return steps.stream()
                .mapToDouble(step ->
                        step.each() * step.think().map(Distribution::mean).orElse(0.0))
                .sum();
    }
}
