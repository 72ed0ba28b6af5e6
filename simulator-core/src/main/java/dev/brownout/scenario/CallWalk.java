package dev.brownout.scenario;

import dev.brownout.random.KeyPopularity;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.AppliedPolicy;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.Step;
import dev.brownout.spi.Step.Purpose;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Follows calls from the steps of a request or component through all components they reach. It also follows calls
 * behind caches, load balancers and CDNs, and both branches of a choice. It includes the consumers of queues and
 * topics, and the alternatives of fallbacks. Each kind of call is followed once, so that cycles end.
 */
public final class CallWalk {
    /** Largest number of components of a call chain. The calls of a consumer begin a new chain. */
    public static final int DEEPEST = 100;

    private final Scenario scenario;
    private final Consumer<Arrival> met;
    private final Set<Arrival> known = new LinkedHashSet<>();
    /** Calls without options of a step that have already been added with their fallbacks. */
    private final Set<Arrival> plain = new LinkedHashSet<>();

    /** Calls to follow after those of the same number of components, so that the shortest chain comes first. */
    private final ArrayDeque<Arrival> next = new ArrayDeque<>();

    private final ArrayDeque<Arrival> consumers = new ArrayDeque<>();

    /**
     * Calls of one kind at a component.
     *
     * @param component the callee
     * @param purpose purpose of the calls
     * @param endpoint the endpoint called; empty for the component's own service
     * @param rest the steps behind the component
     * @param pulled whether the component itself takes the calls from the component that is called
     * @param keys the keys that the calls ask for; empty for none
     * @param drawn whether a step has chosen the keys, and not the origin of the walk
     */
    record Arrival(
            String component,
            Purpose purpose,
            String endpoint,
            List<Step> rest,
            boolean pulled,
            Optional<KeyPopularity> keys,
            boolean drawn) {
        /**
         * Compares without the reflection of records, which would slow down each start. Steps are compared by identity.
         */
        @Override
        public boolean equals(Object other) {
            return other instanceof Arrival that
                    && component.equals(that.component)
                    && purpose == that.purpose
                    && endpoint.equals(that.endpoint)
                    && pulled == that.pulled
                    && drawn == that.drawn
                    && keys.equals(that.keys)
                    && areEqual(rest, that.rest);
        }

        private static boolean areEqual(List<Step> some, List<Step> others) {
            boolean same = some.size() == others.size();
            for (int i = 0; same && i < some.size(); i++) {
                same = some.get(i) == others.get(i);
            }
            return same;
        }

        @Override
        public int hashCode() {
            return 31 * component.hashCode() + endpoint.hashCode();
        }

        /** Returns calls of a component's own service that result from these calls, with no steps behind it. */
        private Arrival resultingCalls(String other, Purpose itsPurpose) {
            return new Arrival(other, itsPurpose, "", List.of(), false, keys, drawn);
        }

        /** Returns the same calls at another component. */
        private Arrival diverted(String other) {
            return new Arrival(other, purpose, endpoint, rest, false, keys, drawn);
        }

        /** Returns the same calls for keys that a component chooses. */
        private Arrival withKeys(KeyPopularity own) {
            return new Arrival(component, purpose, endpoint, rest, pulled, Optional.of(own), true);
        }

        /** Returns the same calls with the keys of the origin. */
        private Arrival asOrigin() {
            return new Arrival(component, purpose, endpoint, rest, pulled, keys, false);
        }

        /** Returns the calls of a step that is executed for these calls. */
        private Arrival by(Step step, Step.Target target, List<Step> downstream) {
            Optional<KeyPopularity> own = step.options().key();
            return new Arrival(
                    target.component(),
                    target.purpose() == Purpose.VISIT ? purpose : target.purpose(),
                    target.endpoint(),
                    List.copyOf(downstream),
                    false,
                    own.or(() -> keys),
                    drawn || own.isPresent());
        }
    }

    /**
     * Creates a walk that has not begun.
     *
     * @param met receives each kind of call at each component once
     */
    CallWalk(Scenario scenario, Consumer<Arrival> met) {
        this.scenario = scenario;
        this.met = met;
    }

    /** Walks from steps with given keys, and from policies around all of them. */
    void from(List<Step> steps, List<FilterSpec> policies, Optional<KeyPopularity> keys) {
        Arrival users = new Arrival("", Purpose.VISIT, "", steps, false, keys, false);
        steps(steps, users);
        alternatives(policies, users);
        nextCall();
    }

    /** Walks from the call of a step. The keys of the step are those of the origin. */
    void from(Step step) {
        Step.targetOf(step).ifPresent(target -> {
            Arrival none = new Arrival("", Purpose.VISIT, "", List.of(), false, Optional.empty(), false);
            call(none.by(step, target, List.of()).asOrigin(), step.options());
        });
        nextCall();
    }

    /** Walks from calls that another walk has reached. */
    void from(Arrival arrival) {
        add(arrival);
        nextCall();
    }

    private void nextCall() {
        while (!next.isEmpty()) {
            for (int depth = 0; !next.isEmpty(); depth++) {
                if (depth >= DEEPEST) {
                    throw tooDeep(next.peek().component());
                }
                for (int remaining = next.size(); remaining > 0; remaining--) {
                    follow(next.poll());
                }
            }
            next.addAll(consumers);
            consumers.clear();
        }
    }

    /** Returns the error for a component at the end of a chain of calls with too many components. */
    public static ScenarioException tooDeep(String component) {
        return ScenarioException.ofCall(
                component,
                Sentence.of(
                        "{} is component {} of a chain of calls; a chain has at most {}",
                        component,
                        DEEPEST + 1,
                        DEEPEST));
    }

    private void follow(Arrival arrival) {
        ComponentEntry entry = scenario.components().get(arrival.component());
        if (entry == null) {
            return;
        }
        met.accept(arrival);
        alternatives(entry.inboundPolicies(), arrival);
        entry.spec().propagate(new Propagation(arrival));
        for (String taker : arrival.pulled() ? List.<String>of() : scenario.takersFrom(arrival.component())) {
            Arrival pulled = new Arrival(taker, Purpose.VISIT, "", List.of(), true, arrival.keys(), arrival.drawn());
            if (known.add(pulled)) {
                consumers.add(pulled);
            }
        }
    }

    private void add(Arrival arrival) {
        if (known.add(arrival)) {
            next.add(arrival);
        }
    }

    /** Adds calls without options of a step, once. Fallbacks may lead back to the component. */
    private void call(Arrival arrival) {
        if (plain.add(arrival)) {
            call(arrival, Step.Options.NONE);
        }
    }

    /** Adds calls with the options of the caller and of the component. */
    private void call(Arrival arrival, Step.Options own) {
        ComponentEntry entry = scenario.components().get(arrival.component());
        if (entry != null) {
            add(arrival);
            AppliedPolicy.call(own, entry.calls(), scenario.policyOrder())
                    .forEach(around -> alternatives(List.of(around.policy()), arrival));
        }
    }

    private void alternatives(List<FilterSpec> policies, Arrival protects) {
        policies.stream()
                .flatMap(policy -> policy.alternatives().stream())
                .forEach(name -> call(protects.resultingCalls(name, Purpose.VISIT)));
    }

    /** Follows steps that are executed for the given calls. */
    private void steps(List<Step> steps, Arrival calls) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            List<Step> rest = steps.subList(i + 1, steps.size());
            List<Step.Choice> choices = Step.choicesOf(step);
            if (!choices.isEmpty()) {
                choices.forEach(choice -> steps(choice.prepend(rest), calls));
                if (Step.handsOver(step)) {
                    return;
                }
                continue;
            }
            Step.insideOf(step).forEach(branch -> steps(List.of(branch), calls));
            boolean passesOn = Step.passesOnTo(step).isPresent();
            Step.targetOf(step)
                    .ifPresent(target -> call(calls.by(step, target, passesOn ? rest : List.of()), step.options()));
            if (passesOn) {
                return;
            }
        }
    }

    /** Receives the calls that a component makes because of the calls it has received. */
    private final class Propagation implements CallPropagation {
        private final Arrival arrival;

        Propagation(Arrival arrival) {
            this.arrival = arrival;
        }

        @Override
        public String endpoint() {
            return arrival.endpoint();
        }

        @Override
        public List<Step> downstreamSteps() {
            return arrival.rest();
        }

        @Override
        public boolean isPull() {
            return arrival.pulled();
        }

        @Override
        public void follow(List<Step> steps) {
            steps(steps, arrival);
        }

        @Override
        public void follow(List<Step> steps, KeyPopularity keys) {
            steps(steps, arrival.withKeys(keys));
        }

        @Override
        public void pass(String component) {
            call(arrival.resultingCalls(component, arrival.purpose()));
        }

        @Override
        public void divert(String component) {
            call(arrival.diverted(component));
        }
    }
}
