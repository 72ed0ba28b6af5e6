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
 * A step of a request: a record annotated with {@link Kind} (its verb), {@link Doc} and {@link Example}. Its first
 * record component is the value of the verb. The last is its {@link Options}. Record components between them are the
 * step's own keys beside the verb. A record component that names a component has {@link Reference}. Steps behind a
 * server in a list of steps run on that server.
 */
public interface Step {
    /** Name of the record component with the options, in every step. */
    String OPTIONS = "options";

    /** Returns the options beside the verb. */
    Options options();

    /**
     * Passes the actions of the step to an interpreter. The same interface serves the simulation and the analytical
     * model.
     *
     * @param interpreter executes or records the actions
     */
    void accept(Interpreter interpreter);

    /** Returns the called component and the purpose of the call; empty for a step without a call of its own. */
    static Optional<Target> targetOf(Step step) {
        return step instanceof CallStep call ? Optional.of(call.target()) : Optional.empty();
    }

    /** Returns the component that executes all later steps; empty if the next step follows on the same host. */
    static Optional<String> passesOnTo(Step step) {
        return targetOf(step)
                .filter(target -> target.purpose() == Purpose.VISIT)
                .map(Target::component);
    }

    /**
     * Returns the alternatives of which each request takes one in place of a step; empty if all requests take the same
     * step.
     */
    static List<Choice> choicesOf(Step step) {
        return step instanceof ChoiceStep choice ? choice.choices() : List.of();
    }

    /** Returns the nested steps of a step. */
    static List<Step> insideOf(Step step) {
        return step instanceof CompositeStep composite ? composite.nestedSteps() : List.of();
    }

    /** Returns the number of calls that a request makes with a step, by the request's key. */
    static PerKeyCount callsPerRequest(Step step) {
        return targetOf(step)
                .filter(target -> target.purpose().carriesMessages())
                .map(target -> PerKeyCount.ONE)
                .orElse(step.options().times());
    }

    /** Returns the maximum number of calls of some steps, with repetitions. */
    static int calls(List<Step> steps) {
        return steps.stream().mapToInt(step -> callsPerRequest(step).maximum()).sum();
    }

    /** Returns steps and all nested steps, each before its nested steps. */
    static List<Step> all(List<Step> steps) {
        List<Step> all = new ArrayList<>();
        for (Step step : steps) {
            all.add(step);
            all.addAll(all(insideOf(step)));
        }
        return all;
    }

    /**
     * Returns whether a request that takes some steps may be forwarded to a component, which then executes the later
     * steps.
     */
    static boolean passOn(List<Step> steps) {
        return steps.stream()
                .anyMatch(step ->
                        passesOnTo(step).isPresent() || choicesOf(step).stream().anyMatch(Choice::passesOn));
    }

    /**
     * Returns whether every request that takes a step is forwarded to a component, so that no later step is executed
     * here.
     */
    static boolean handsOver(Step step) {
        List<Choice> choices = choicesOf(step);
        return passesOnTo(step).isPresent()
                || step.options().when().isEmpty()
                        && !choices.isEmpty()
                        && choices.stream()
                                .allMatch(choice -> choice.steps().stream().anyMatch(Step::handsOver));
    }

    /** Returns the number of paths through some steps, each with its own calls. */
    static double pathCount(List<Step> steps) {
        double paths = 1;
        for (Step step : steps) {
            double inside = choicesOf(step).stream()
                    .mapToDouble(choice -> pathCount(choice.steps()))
                    .sum();
            paths *= Math.max(1, inside);
        }
        return paths;
    }

    /**
     * Returns the share of the requests at a step that continue with the next one on the same host at an instant, 0 to
     * 1.
     *
     * @param nanos the instant, in nanoseconds
     */
    static double continuationShare(Step step, long nanos) {
        double passedOn = choicesOf(step).stream()
                .filter(Choice::passesOn)
                .mapToDouble(choice -> choice.share().valueAt(nanos))
                .sum();
        return Math.max(0, 1 - step.options().share() * passedOn);
    }

    /** Returns the parameters of a step's record without its options: the value of the verb, then its own keys. */
    static List<SpecField> parameters(Class<? extends Step> type) {
        return SpecFields.of(type).fields().stream()
                .filter(field -> field.type() != Options.class)
                .toList();
    }

    /** Returns whether steps of a kind make no calls themselves, so that they accept no call options. */
    static boolean makesNoCalls(Class<? extends Step> type) {
        return parameters(type).stream().allMatch(field -> field.refersTo().isEmpty());
    }

    /** A step with nested steps. */
    interface CompositeStep extends Step {
        /** Returns the nested steps. */
        List<Step> nestedSteps();
    }

    /** A step that divides the requests among alternatives. */
    interface ChoiceStep extends CompositeStep {
        /** Returns the alternatives of which each request takes one in place of this step. */
        List<Choice> choices();

        @Override
        default List<Step> nestedSteps() {
            return choices().stream().flatMap(choice -> choice.steps().stream()).toList();
        }
    }

    /** A step that occupies a core of the host that runs it. */
    interface CoreStep extends Step {
        /** Returns whether a step occupies a core. */
        static boolean is(Step step) {
            return step instanceof CoreStep;
        }
    }

    /** A step that holds a connection to each database that its inner steps query. */
    interface ConnectionStep extends CompositeStep {
        /** Returns whether a step holds connections. */
        static boolean is(Step step) {
            return step instanceof ConnectionStep;
        }
    }

    /** A step for which a server can make one batched call for several requests. */
    interface BatchStep extends Step {
        /** Returns whether it is configured to batch calls. */
        boolean batches();

        /**
         * Returns the service of a host that batches requests for this step.
         *
         * @param context context of the host's component
         * @param host host that executes the step
         * @param calls calls of the step, within its policies
         */
        Service batcher(ComponentContext context, Host host, Service calls);

        /**
         * Returns the mean number of requests in a call, at least 1.
         *
         * @param perSecond requests per second that take the step on one host
         */
        double messagesPerCall(double perSecond);

        /** Returns a step that batches calls; empty if the step makes one call for each request. */
        static Optional<BatchStep> of(Step step) {
            return step instanceof BatchStep batch && batch.batches() ? Optional.of(batch) : Optional.empty();
        }
    }

    /** A step that sends a message to users with persistent connections. */
    interface ToUsers {}

    /** Visitor of the elementary actions of steps. */
    interface Interpreter {
        /** Calls a component and waits for the response. */
        void call(CallStep step);

        /** Uses a core for a time of this distribution, in nanoseconds. */
        void work(Distribution length);

        /** Waits without work for a time of this distribution, in nanoseconds. */
        void pause(Distribution length);

        /**
         * Executes several steps in parallel.
         *
         * @param need number of steps that must succeed: at least 1, at most all
         */
        void parallel(List<Step> branches, int need);

        /** Executes one of several alternatives, with no steps behind it. */
        void choose(List<Choice> choices);

        /** Executes steps in sequence, in one transaction of each database that they call. */
        void transaction(List<Step> steps);
    }

    /**
     * An alternative as written in the scenario.
     *
     * @param share share of the requests that take it; empty for the rest
     * @param steps its steps; empty for an alternative without actions
     */
    public record Alternative(Optional<ChangingShare> share, List<Step> steps) {
        /** Copies the list. */
        public Alternative {
            steps = List.copyOf(steps);
        }
    }

    /**
     * An alternative for a share of the requests.
     *
     * @param share share of the requests that take it; the shares of all alternatives sum to 1 at any time
     * @param steps its steps, executed in place of the step that divides the requests
     */
    record Choice(ChangingShare share, List<Step> steps) {
        /** Returns whether it may forward to a component, which then executes all later steps. */
        public boolean passesOn() {
            return passOn(steps);
        }

        /** Returns its steps, followed by later steps if it may forward. */
        public List<Step> prepend(List<Step> remainingSteps) {
            List<Step> all = new ArrayList<>(steps);
            if (passesOn()) {
                all.addAll(remainingSteps);
            }
            return all;
        }
    }

    /** Purpose of a call to a component. */
    enum Purpose {
        /** Serve the request, with the later steps behind it. */
        VISIT(Operation.READ),
        /** Read the value of the request's key. */
        READ(Operation.READ),
        /** Write the request's payload under its key. */
        WRITE(Operation.WRITE),
        /** Make a side call with a response of its own. */
        CALL(Operation.READ),
        /** Make an operation on the row of the request's key. */
        ROW(Operation.WRITE),
        /** Accept a message for consumers. */
        PUBLISH(Operation.WRITE),
        /** Send a message to users with persistent connections to the component. */
        PUSH(Operation.WRITE);

        private final Operation operation;

        Purpose(Operation operation) {
            this.operation = operation;
        }

        /** Returns whether a call carries as many messages as {@code times} says, instead of being repeated. */
        boolean carriesMessages() {
            return this == PUBLISH || this == PUSH;
        }

        /** Returns the operation of a request with this purpose. */
        public Operation operation() {
            return operation;
        }
    }

    /**
     * Target of a call.
     *
     * @param component the called component
     * @param purpose purpose of the call
     * @param endpoint the endpoint of the component, or its class of queries; empty for the component's own service
     * @param from the nodes that may respond; empty for the component's default
     */
    record Target(String component, Purpose purpose, String endpoint, Optional<ReadFrom> from) {
        /** Creates a target with an endpoint, for the component's default nodes. */
        public Target(String component, Purpose purpose, String endpoint) {
            this(component, purpose, endpoint, Optional.empty());
        }

        /** Creates a target with the component's own service. */
        public Target(String component, Purpose purpose) {
            this(component, purpose, "");
        }

        /**
         * Returns the options of such a call. A visit keeps the operation and endpoint of the caller's route.
         *
         * @param from route of the caller
         * @param remainingSteps the steps behind the call
         */
        public CallTarget route(CallTarget from, List<Step> remainingSteps) {
            return purpose == Purpose.VISIT
                    ? from.withRest(remainingSteps)
                    : from.withOperation(purpose.operation(), endpoint, this.from);
        }
    }

    /**
     * Options beside any verb.
     *
     * @param when share of the requests that take the step; empty for all, as beside a step that forwards
     * @param timeout timeout of the call; empty for the default between tiers
     * @param noTimeout true if {@code timeout: none} is set
     * @param policies filters around the step, outermost first
     * @param without policies of the component that this call does not use
     * @param times number of calls, or number of messages per call, by the request's key
     * @param key distribution of keys sampled for each call; empty for the request's own key
     */
    record Options(
            Optional<Share> when,
            Optional<Duration> timeout,
            boolean noTimeout,
            List<FilterSpec> policies,
            List<Class<? extends FilterSpec>> without,
            PerKeyCount times,
            Optional<KeyPopularity> key) {
        /** No options. */
        public static final Options NONE = new Options(Optional.empty(), Optional.empty(), false, List.of());

        /** Copies the lists. */
        public Options {
            policies = List.copyOf(policies);
            without = List.copyOf(without);
        }

        /** Creates options for one call with the request's own key. */
        public Options(
                Optional<Share> when,
                Optional<Duration> timeout,
                boolean noTimeout,
                List<FilterSpec> policies,
                List<Class<? extends FilterSpec>> excluded) {
            this(when, timeout, noTimeout, policies, excluded, PerKeyCount.ONE, Optional.empty());
        }

        /** Creates options that remove none of the component's policies. */
        public Options(Optional<Share> when, Optional<Duration> timeout, boolean noTimeout, List<FilterSpec> policies) {
            this(when, timeout, noTimeout, policies, List.of());
        }

        /** Returns the share of the requests that take the step, 0 to 1. */
        public double share() {
            return when.map(Share::ratio).orElse(1.0);
        }

        /** Returns whether a timeout is configured, including {@code timeout: none}. */
        public boolean hasTimeout() {
            return timeout.isPresent() || noTimeout;
        }

        /** Returns whether a kind of policy is configured: added or removed. */
        public boolean configures(Class<? extends FilterSpec> kind) {
            return without.contains(kind) || policies.stream().anyMatch(policy -> policy.getClass() == kind);
        }
    }
}
