package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.result.PartialAmplification;
import dev.brownout.result.ScenarioExplanation.BacklogClearing;
import dev.brownout.result.ScenarioExplanation.Call;
import dev.brownout.result.ScenarioExplanation.Repetition;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.component.BackendCalls;
import dev.brownout.spi.component.RepeatedWork;
import dev.brownout.spi.component.StoreSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Call tree of each request: every call with the policies and timeouts around it, and the maximum number of times it
 * can be made. Calls made by a component are its children, ordered by name. The maximum number is the product of the
 * attempts of all calls before it.
 */
final class CallTree {
    /**
     * Maximum depth of the tree. Deeper paths, and calls beyond {@code MOST}, are cut off because cyclic calls never
     * end.
     */
    private static final int DEEPEST = 40;

    private static final int MOST = 2000;

    /** Shares of failing calls for components that do not fail in the scenario. */
    private static final List<Double> USUAL_SHARES = List.of(0.1, 0.5);

    private final Scenario scenario;
    private final TrafficEquations flows;
    private final List<Call> calls = new ArrayList<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private final RetryAmplification amplification = new RetryAmplification();
    /** Shares of the calls to each component that fail in a stage of the scenario. */
    private final Map<String, List<Double>> failing;

    private Map<String, List<CallPath>> paths = new TreeMap<>();

    /**
     * Call path from the request to a call, with its amplification.
     *
     * @param most maximum number of calls for one request, if each attempt fails
     * @param lasting number of calls for one request relative to the number without retries, while no call completes in
     *     time; {@code NaN} if it is unknown
     * @param patienceNanos longest timeout on the path, in nanoseconds; infinite if the path has no timeout
     * @param policies the policies on the path, outermost first
     */
    private record CallPath(double most, double lasting, double patienceNanos, List<FilterSpec> policies) {
        CallPath tried(List<FilterSpec> further, int attempts) {
            double attemptFactor = attempts;
            double sustainedFactor = attempts == 1 ? 1 : Double.NaN;
            for (FilterSpec policy : further) {
                attemptFactor *= policy.attempts();
                sustainedFactor *= policy.lastingAttempts(1);
            }
            List<FilterSpec> all = new ArrayList<>(policies);
            all.addAll(further);
            return new CallPath(most * attemptFactor, lasting * sustainedFactor, patienceNanos, all);
        }

        /**
         * Returns the long-run number of calls for one request if each of them fails with a probability, and nothing
         * else on the path fails. A policy sees the failures that the policies inside it leave: 1 - (1 - p) A, if a
         * call has A attempts that fail with the probability p.
         */
        double lasting(double failing) {
            double calls = Double.isNaN(lasting) ? Double.NaN : 1;
            double probability = failing;
            for (int i = policies.size() - 1; i >= 0; i--) {
                double attempts = policies.get(i).lastingAttempts(probability);
                calls *= attempts;
                probability = Math.min(1, Math.max(Double.MIN_NORMAL, 1 - (1 - probability) * attempts));
            }
            return calls;
        }

        /**
         * Returns this path with an unknown sustained amplification. Used behind a component that does not turn every
         * retry into additional work.
         */
        CallPath unknown() {
            return new CallPath(most, Double.NaN, patienceNanos, policies);
        }

        CallPath patient(Optional<Duration> timeout) {
            double timeoutNanos = timeout.map(p -> (double) p.toNanos()).orElse(Double.POSITIVE_INFINITY);
            double longestNanos = Double.isInfinite(timeoutNanos) || Double.isInfinite(patienceNanos)
                    ? Math.min(timeoutNanos, patienceNanos)
                    : Math.max(timeoutNanos, patienceNanos);
            return new CallPath(most, lasting, longestNanos, policies);
        }
    }

    private CallTree(Scenario scenario, TrafficEquations flows, Map<String, List<Double>> failing) {
        this.scenario = scenario;
        this.flows = flows;
        this.failing = failing;
    }

    /**
     * Creates the call tree of each request.
     *
     * @param failing shares of the calls to components that fail in stages of the scenario, by component, in order;
     *     components without failures may be absent
     */
    static CallTree of(Scenario scenario, TrafficEquations flows, Map<String, List<Double>> failing) {
        CallTree tree = new CallTree(scenario, flows, failing);
        scenario.requests().forEach(tree::request);
        return tree;
    }

    List<Call> calls() {
        return calls;
    }

    List<Repetition> repetitions() {
        return repetitions;
    }

    /** Returns the load of each component with retrying callers above which it may not recover from a backlog. */
    List<BacklogClearing> clearings() {
        return amplification.clearings(flows);
    }

    private void request(String name, RequestSpec spec) {
        List<String> annotations = new ArrayList<>();
        spec.deadline().ifPresent(d -> annotations.add("deadline " + TimeFormat.text(d.toNanos())));
        spec.policies().forEach(policy -> annotations.add(PolicyText.of(policy)));
        calls.add(new Call(0, name, annotations));
        paths = new TreeMap<>();
        boolean open = !flows.closed(name) && spec.deadline().isEmpty();
        CallPath path = new CallPath(1, open ? 1 : Double.NaN, Double.POSITIVE_INFINITY, List.of());
        addDownstreamCalls(flows.users().get(name), 1, path.tried(spec.policies(), 1));
        paths.forEach((component, ways) -> {
            double most = ways.stream().mapToDouble(CallPath::most).sum();
            double lasting = ways.stream().mapToDouble(CallPath::lasting).sum();
            if (most > ways.size()) {
                repetitions.add(new Repetition(name, component, most, ways.size(), lasting, partial(component, ways)));
            }
        });
    }

    /**
     * Returns the amplification while a share of the calls to a component fails: the shares of the scenario, or else
     * two usual ones. It is unknown if a request calls the component several times.
     */
    private List<PartialAmplification> partial(String component, List<CallPath> ways) {
        List<PartialAmplification> partial = new ArrayList<>();
        for (double share : failing.getOrDefault(component, USUAL_SHARES)) {
            double calls = ways.size() == 1 ? ways.get(0).lasting(share) : Double.NaN;
            if (!Double.isNaN(calls)) {
                partial.add(new PartialAmplification(share, calls));
            }
        }
        return List.copyOf(partial);
    }

    private void addDownstreamCalls(ComponentCapacityModel componentModel, int depth, CallPath path) {
        if (componentModel == null || depth > DEEPEST) {
            return;
        }
        componentModel.calls().forEach((component, demands) -> {
            for (OfferedDemand call : demands) {
                if (calls.size() < MOST) {
                    call(component, call, depth, componentModel.awaits(component, call) ? path : path.unknown());
                }
            }
        });
    }

    private void call(String component, OfferedDemand call, int depth, CallPath path) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null) {
            return;
        }
        List<String> annotations = new ArrayList<>();
        call.policies()
                .forEach(policy -> annotations.add(
                        PolicyText.of(policy) + (entry.calls().policies().contains(policy) ? " of " + component : "")));
        annotations.add(call.patience()
                .map(p -> "timeout " + TimeFormat.text(p.toNanos()))
                .orElse("no timeout"));
        entry.door().forEach(policy -> annotations.add(PolicyText.of(policy) + " at its door"));
        String endpoint = call.endpoint().isEmpty()
                ? ""
                : call.endpoint().equals(CallTarget.PUSH) ? ", each push" : "/" + call.endpoint();
        String operation = !(entry.spec() instanceof StoreSpec)
                ? ""
                : call.operation() == Operation.WRITE ? " (write)" : " (read)";
        calls.add(new Call(depth, component + endpoint + operation, annotations));
        CallPath callPath = path.tried(call.policies(), 1).patient(call.patience());
        paths.computeIfAbsent(component, c -> new ArrayList<>()).add(callPath);
        if (!entry.door().isEmpty() || !RepeatedWork.repeatsWork(entry.spec())) {
            callPath = callPath.unknown();
        }
        amplification.add(component, call.perSecond(), call.perSecond() * callPath.lasting(), callPath.patienceNanos());
        addDownstreamCalls(
                flows.behind(component, call),
                depth + 1,
                callPath.tried(List.of(), BackendCalls.attempts(entry.spec())));
    }
}
