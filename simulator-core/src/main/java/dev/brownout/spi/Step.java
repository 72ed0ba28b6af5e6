package dev.brownout.spi;

import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spec.Share;
import dev.brownout.spec.SpecField;
import dev.brownout.spec.SpecFields;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One step of a request's way: a record annotated with {@link Kind} (its verb), {@link Doc} and {@link Example}. Its
 * first record component is what stands behind the verb, the last are its {@link Options}, and those between are keys
 * of its own beside the verb; one that names a component says so by {@link Reference}. What follows a server in a list
 * of steps runs on that server.
 */
public interface Step {
    /** What every record of a step calls its options. */
    String OPTIONS = "options";

    /** What stands beside the verb. */
    Options options();

    /**
     * Says what is to be done. The machine that takes the step in a run hears the same as the arithmetic before it.
     *
     * @param interpreter does it, or makes a note of it
     */
    void accept(Interpreter interpreter);

    /** The component that it calls, and what for; empty for a step that calls none itself. */
    default Optional<Target> target() {
        return Optional.empty();
    }

    /** The component that has all later steps to itself; empty for a step after which the next one follows. */
    default Optional<String> passesOnTo() {
        return Optional.empty();
    }

    /** The ways of which each request takes one instead of this step; none for a step that is the same for all. */
    default List<Choice> choices() {
        return List.of();
    }

    /** How often a request that takes it makes its call, by the request's key. */
    default PerKeyCount turns() {
        return options().times();
    }

    /** Whether a machine makes one call for several requests that take it, which only a server can. */
    default boolean gathers() {
        return false;
    }

    /**
     * What a machine does for each request that takes it, where it gathers them.
     *
     * @param context of the machine's component
     * @param machine where the step is taken
     * @param calls of the step, within its policies
     */
    default Service gathering(ComponentContext context, Host machine, Service calls) {
        return calls;
    }

    /**
     * How many requests are in a call on average, where a machine gathers them.
     *
     * @param perSecond requests that take the step on one machine
     */
    default double messagesOfCall(double perSecond) {
        return 1;
    }

    /** The steps inside it. */
    default List<Step> inside() {
        return List.of();
    }

    /** How many calls some steps are at most, each as often as it is taken. */
    static int calls(List<Step> steps) {
        return steps.stream().mapToInt(step -> step.turns().greatest()).sum();
    }

    /** Steps and those inside them, each before what is inside it. */
    static List<Step> all(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            all.addAll(all(step.inside()));
        }
        return all;
    }

    /**
     * Whether a request that takes some steps may pass on to a component, which then has the steps after them to
     * itself.
     */
    static boolean passOn(List<Step> steps) {
        return steps.stream()
                .anyMatch(step ->
                        step.passesOnTo().isPresent() || step.choices().stream().anyMatch(Choice::passesOn));
    }

    /** Whether every request that takes a step passes on to a component, so that nobody takes those after it here. */
    static boolean handsOver(Step step) {
        return step.passesOnTo().isPresent()
                || step.options().when().isEmpty()
                        && !step.choices().isEmpty()
                        && step.choices().stream()
                                .allMatch(choice -> choice.steps().stream().anyMatch(Step::handsOver));
    }

    /** How many ways there are through some steps, each with calls of its own. */
    static double ways(List<Step> steps) {
        double ways = 1;
        for (Step step : steps) {
            double inside = step.choices().stream()
                    .mapToDouble(choice -> ways(choice.steps()))
                    .sum();
            ways *= Math.max(1, inside);
        }
        return ways;
    }

    /** Share of those that come to a step which go on with the next one themselves, at an instant: 0 to 1. */
    static double goingOn(Step step, long nanos) {
        double gone = step.choices().stream()
                .filter(Choice::passesOn)
                .mapToDouble(choice -> choice.share().at(nanos))
                .sum();
        return Math.max(0, 1 - step.options().share() * gone);
    }

    /** The parameters of a step's record but for its options: that behind its verb, then those of its own beside it. */
    static List<SpecField> parameters(Class<? extends Step> type) {
        return SpecFields.of(type).fields().stream()
                .filter(field -> field.type() != Options.class)
                .toList();
    }

    /** Whether steps of a kind call nobody themselves, so that nothing about a call stands beside their verb. */
    static boolean callsNobody(Class<? extends Step> type) {
        return parameters(type).stream().allMatch(field -> field.refersTo().isEmpty());
    }

    /** A step that sends something to users who keep connections. */
    interface ToUsers {}

    /** Takes steps, by what they are made of. */
    interface Interpreter {
        /** A component is called, and its answer waited for. */
        void call(CallStep step);

        /** A core works, for a time of this distribution in nanoseconds. */
        void work(Distribution length);

        /** Time passes without work, of this distribution in nanoseconds. */
        void pause(Distribution length);

        /** Several steps are taken at once, of which so many must succeed: at least 1, at most all. */
        void parallel(List<Step> branches, int need);

        /** One of several ways is taken, with nothing behind it. */
        void choose(List<Choice> choices);
    }

    /**
     * One of several ways as it is written.
     *
     * @param share of the requests that take it; empty for what the others leave
     * @param steps of it; none for a way on which nothing is done
     */
    public record Alternative(Optional<ChangingShare> share, List<Step> steps) {
        /** Takes the list as it is now. */
        public Alternative {
            steps = List.copyOf(steps);
        }
    }

    /**
     * One of the ways between which requests are divided.
     *
     * @param share of the requests that take it; those of all ways are the whole at any time
     * @param steps what they do, in the place of the step that divides them
     */
    record Choice(ChangingShare share, List<Step> steps) {
        /** Whether it may pass on to a component, which has all later steps to itself. */
        public boolean passesOn() {
            return passOn(steps);
        }

        /** Its steps and, where it may pass on, those that follow. */
        public List<Step> before(List<Step> rest) {
            List<Step> all = new ArrayList<>(steps);
            if (passesOn()) {
                all.addAll(rest);
            }
            return all;
        }
    }

    /** What is wanted of a component that is called. */
    enum Purpose {
        /** That it serves the request on its way, with the later steps behind it. */
        VISIT(Operation.READ),
        /** What it has under the request's key. */
        READ(Operation.READ),
        /** That it keeps what the request brings under its key. */
        WRITE(Operation.WRITE),
        /** An answer of its own to a question beside the request's way. */
        CALL(Operation.READ),
        /** That it takes a message, for others to work on. */
        PUBLISH(Operation.WRITE),
        /** That it sends a message to users who keep connections to it. */
        PUSH(Operation.WRITE);

        private final Operation operation;

        Purpose(Operation operation) {
            this.operation = operation;
        }

        /** What a request does that is sent for it. */
        public Operation operation() {
            return operation;
        }
    }

    /**
     * Where a call goes.
     *
     * @param component whom it reaches
     * @param purpose what it wants there
     * @param endpoint the endpoint of the component, or its class of queries; empty for the component's own service
     * @param from which nodes are to answer; empty for those that the component asks by itself
     */
    record Target(String component, Purpose purpose, String endpoint, Optional<ReadFrom> from) {
        /** Of an endpoint, whoever answers there. */
        public Target(String component, Purpose purpose, String endpoint) {
            this(component, purpose, endpoint, Optional.empty());
        }

        /** Of a component's own service. */
        public Target(String component, Purpose purpose) {
            this(component, purpose, "");
        }

        /**
         * The way of such a call; a visit keeps what the way was for.
         *
         * @param from the way of whoever calls
         * @param rest the steps behind the call
         */
        public CallTarget route(CallTarget from, List<Step> rest) {
            return purpose == Purpose.VISIT
                    ? from.withRest(rest)
                    : from.withOperation(purpose.operation(), endpoint, this.from);
        }
    }

    /**
     * What may stand beside any verb.
     *
     * @param when share of the requests that take the step; empty for all, as beside one that passes on
     * @param timeout patience of the call; empty for the default between tiers
     * @param noTimeout true where {@code timeout: none} was written
     * @param policies filters around the step, outermost first
     * @param without policies of the component that this call shall not have
     * @param times how often the call is made, or how many messages it brings, by the request's key
     * @param key popularity of the keys that each call draws for itself; empty for the request's own key
     */
    record Options(
            Optional<Share> when,
            Optional<Duration> timeout,
            boolean noTimeout,
            List<FilterSpec> policies,
            List<Class<? extends FilterSpec>> without,
            PerKeyCount times,
            Optional<KeyPopularity> key) {
        /** Nothing beside the verb. */
        public static final Options NONE = new Options(Optional.empty(), Optional.empty(), false, List.of());

        /** Takes the lists as they are now. */
        public Options {
            policies = List.copyOf(policies);
            without = List.copyOf(without);
        }

        /** One call, for the request's own key. */
        public Options(
                Optional<Share> when,
                Optional<Duration> timeout,
                boolean noTimeout,
                List<FilterSpec> policies,
                List<Class<? extends FilterSpec>> without) {
            this(when, timeout, noTimeout, policies, without, PerKeyCount.ONE, Optional.empty());
        }

        /** All that the component says holds where these say nothing. */
        public Options(Optional<Share> when, Optional<Duration> timeout, boolean noTimeout, List<FilterSpec> policies) {
            this(when, timeout, noTimeout, policies, List.of());
        }

        /** Share of the requests that take the step, 0 to 1. */
        public double share() {
            return when.map(Share::ratio).orElse(1.0);
        }

        /** Whether anything is said of how long the call may take. */
        public boolean hasTimeout() {
            return timeout.isPresent() || noTimeout;
        }

        /** Whether anything is said of a kind of policy: that it stands here, or that it does not. */
        public boolean configures(Class<? extends FilterSpec> kind) {
            return without.contains(kind) || policies.stream().anyMatch(policy -> policy.getClass() == kind);
        }
    }
}
