package dev.brownout.scenario;

import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.KeySpace;
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
import dev.brownout.workload.OpenLoad;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A journey: the arrival rate of its visitors, their sequence of requests, and the reasons for which they abandon it.
 */
@Doc("A journey: its visits per time, their requests, and the reasons to leave early.")
@DeclaresMetrics({JourneyMetrics.class, ReturnMetrics.class})
public record JourneySpec(
        @Doc("Started visits: a rate, or any load. Users of users(...) think after the last step and start again.")
        LoadProfile rate,

        @Doc("Key distribution of the visits. Each visit draws one key, such as a cart or a post, for all its requests "
                + "without a key of their own; default: each request has its own key.")
        Optional<KeyPopularity> key,

        @Doc("Reasons to leave before the last step; default: none.")
        Optional<AbandonmentRule> leaves,

        @Doc("Users that return after a visit; default: none, each visit is of a new user.")
        Optional<ReturnRule> returns,

        @Doc("The requests of each visit, in this order: the name of a request, or a map.")
        List<Visit> steps) {

    /**
     * Copies the list.
     *
     * @throws InvalidParameterException if the journey has no steps, if its keys are created by requests or recorded
     *     with sizes, or if users of a closed load return
     */
    public JourneySpec {
        if (key.filter(KeySpace::grows).isPresent()) {
            throw new InvalidParameterException(
                    "key", "a visit has one key that exists before: write newest and uuid as the key of a request");
        }
        if (key.flatMap(KeyPopularity::sizes).isPresent()) {
            throw new InvalidParameterException(
                    "key", "a trace with sizes has one size per request: write it as the key of a request");
        }
        if (returns.isPresent() && !(rate instanceof OpenLoad)) {
            throw new InvalidParameterException(
                    "returns", "the users of the rate start again after their think time: write a rate of new users");
        }
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new InvalidParameterException("steps", "a journey has at least one step");
        }
    }

    /** Reasons for which a visitor abandons the journey. */
    @Doc("Reasons to leave before the last step.")
    public record AbandonmentRule(
            @Doc("Probability of leaving after an error, for each error; otherwise the visit "
                    + "continues as after a success.")
            @Default("100%")
            @DefaultSource("our assumption")
            Share error,

            @Doc("The visit ends when a response takes longer; its request continues.")
            @Default("none")
            @NoneKeyword("none")
            Optional<Duration> wait_) {}

    /** Users that return after a visit. */
    @Doc("Users that return after a visit.")
    public record ReturnRule(
            @Doc("Probability that a user returns, after each visit.")
            Share share,

            @Doc("Time from the end of a visit to the start of the user's next one; its mean is at least 1 ms.")
            Distribution after,

            @Doc("Probability that a user returns after a visit that it left early, by 'leaves'; default: 'share'.")
            Optional<Share> left) {
        private static final double LEAST_MEAN = 1e6;

        /**
         * Checks the time between two visits.
         *
         * @throws InvalidParameterException if its mean is less than 1 ms
         */
        public ReturnRule {
            if (after.mean() < LEAST_MEAN) {
                throw new InvalidParameterException(
                        "after",
                        "the mean must be >= 1ms, or users return without end, not {} ns",
                        Math.round(after.mean()));
            }
        }

        /** Returns whether a user can return. */
        public boolean isPossible() {
            return share.ratio() > 0
                    || left.filter(afterLeaving -> afterLeaving.ratio() > 0).isPresent();
        }
    }

    /** A step of a journey: a request, once or several times. */
    @Shorthand
    @Doc("A step of a journey.")
    public record Visit(
            @Doc("Name of the request.") @Reference(Reference.To.REQUEST)
            String request,

            @Doc("Number of repetitions, one after the other.") @Default("1") @AtLeast(1) @AtMost(1000)
            int times,

            @Doc("Think time after each response.") @Default("none") @NoneKeyword("none")
            Optional<Distribution> think,

            @Doc("Share of the visits that take the step; the others skip it.") @Default("100%")
            Share when) {
        /** Returns the mean number of requests at this step for a visitor that reaches it. */
        public double meanRequests() {
            return when.ratio() * times;
        }
    }

    /** Returns the mean number of requests by name, for a visitor that does not abandon the journey. */
    public Map<String, Double> meanRequestsByName() {
        Map<String, Double> each = new TreeMap<>();
        steps.forEach(step -> each.merge(step.request(), step.meanRequests(), Double::sum));
        return each;
    }

    /** Returns the mean total think time in nanoseconds, for a visitor that does not abandon the journey. */
    public double thinkNanos() {
        return steps.stream()
                .mapToDouble(step -> step.meanRequests()
                        * step.think().map(Distribution::mean).orElse(0.0))
                .sum();
    }
}
