package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
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
import dev.brownout.spi.StoreSpec;
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

    private final Scenario scenario;
    private final TrafficEquations flows;
    private final List<Call> calls = new ArrayList<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private final RetryAmplification amplification = new RetryAmplification();
    private Map<String, double[]> counts = new TreeMap<>();

    /**
     * Call path from the request to a call, with its amplification.
     *
     * @param most maximum number of calls for one request, if each attempt fails
     * @param lasting number of calls for one request relative to the number without retries, while no call completes in
     *     time; {@code NaN} if it is unknown
     * @param patienceNanos longest timeout on the path, in nanoseconds; infinite if the path has no timeout
     */
    private record Way(double most, double lasting, double patienceNanos) {
        Way tried(List<FilterSpec> policies, int attempts) {
            double made = attempts;
            double lasts = attempts == 1 ? 1 : Double.NaN;
            for (FilterSpec policy : policies) {
                made *= policy.attempts();
                lasts *= policy.lastingAttempts();
            }
            return new Way(most * made, lasting * lasts, patienceNanos);
        }

        /**
         * Returns this path with an unknown sustained amplification. Used behind a component that does not turn every
         * retry into additional work.
         */
        Way unknown() {
            return new Way(most, Double.NaN, patienceNanos);
        }

        Way patient(Optional<Duration> timeout) {
            double own = timeout.map(p -> (double) p.toNanos()).orElse(Double.POSITIVE_INFINITY);
            double both = Double.isInfinite(own) || Double.isInfinite(patienceNanos)
                    ? Math.min(own, patienceNanos)
                    : Math.max(own, patienceNanos);
            return new Way(most, lasting, both);
        }
    }

    private CallTree(Scenario scenario, TrafficEquations flows) {
        this.scenario = scenario;
        this.flows = flows;
    }

    static CallTree of(Scenario scenario, TrafficEquations flows) {
        CallTree tree = new CallTree(scenario, flows);
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
        List<String> around = new ArrayList<>();
        spec.deadline().ifPresent(d -> around.add("deadline " + TimeFormat.text(d.toNanos())));
        spec.policies().forEach(policy -> around.add(PolicyText.of(policy)));
        calls.add(new Call(0, name, around));
        counts = new TreeMap<>();
        boolean open = !flows.closed(name) && spec.deadline().isEmpty();
        Way way = new Way(1, open ? 1 : Double.NaN, Double.POSITIVE_INFINITY);
        behind(flows.users().get(name), 1, way.tried(spec.policies(), 1));
        counts.forEach((component, count) -> {
            if (count[0] > count[1]) {
                repetitions.add(new Repetition(name, component, count[0], count[1]));
            }
        });
    }

    private void behind(ComponentCapacityModel page, int depth, Way way) {
        if (page == null || depth > DEEPEST) {
            return;
        }
        page.calls().forEach((component, demands) -> {
            for (OfferedDemand call : demands) {
                if (calls.size() < MOST) {
                    call(component, call, depth, page.awaits(component, call) ? way : way.unknown());
                }
            }
        });
    }

    private void call(String component, OfferedDemand call, int depth, Way way) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null) {
            return;
        }
        List<String> around = new ArrayList<>();
        call.policies()
                .forEach(policy -> around.add(
                        PolicyText.of(policy) + (entry.calls().policies().contains(policy) ? " of " + component : "")));
        around.add(call.patience()
                .map(p -> "timeout " + TimeFormat.text(p.toNanos()))
                .orElse("no timeout"));
        entry.door().forEach(policy -> around.add(PolicyText.of(policy) + " at its door"));
        String endpoint = call.endpoint().isEmpty()
                ? ""
                : call.endpoint().equals(CallTarget.PUSH) ? ", each push" : "/" + call.endpoint();
        String how = !(entry.spec() instanceof StoreSpec)
                ? ""
                : call.operation() == Operation.WRITE ? " (write)" : " (read)";
        calls.add(new Call(depth, component + endpoint + how, around));
        Way here = way.tried(call.policies(), 1).patient(call.patience());
        double[] count = counts.computeIfAbsent(component, c -> new double[2]);
        count[0] += here.most();
        count[1]++;
        if (!entry.door().isEmpty() || !entry.spec().repeatsWork()) {
            here = here.unknown();
        }
        amplification.add(component, call.perSecond(), call.perSecond() * here.lasting(), here.patienceNanos());
        behind(
                flows.behind(component, call),
                depth + 1,
                here.tried(List.of(), entry.spec().attempts()));
    }
}
