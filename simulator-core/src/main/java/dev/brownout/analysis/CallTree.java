package dev.brownout.analysis;

import dev.brownout.measure.Times;
import dev.brownout.result.Explanation.Call;
import dev.brownout.result.Explanation.Repetition;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.wiring.Demand;
import dev.brownout.wiring.FilterSpec;
import dev.brownout.wiring.StoreSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every call on the way of each request, those behind a call under it and by name, with what stands around it, and how
 * often it can be made: the product of the attempts of everything before it.
 */
final class CallTree {
    /** Longer ways, and more calls, are cut off: calls that go round in circles never end. */
    private static final int DEEPEST = 40;

    private static final int MOST = 2000;

    private final Scenario scenario;
    private final Flows flows;
    private final List<Call> calls = new ArrayList<>();
    private final List<Repetition> repetitions = new ArrayList<>();
    private Map<String, double[]> counts = new TreeMap<>();

    private CallTree(Scenario scenario, Flows flows) {
        this.scenario = scenario;
        this.flows = flows;
    }

    static CallTree of(Scenario scenario, Stage first) {
        CallTree tree = new CallTree(scenario, Flows.of(scenario, first, null));
        scenario.requests().forEach(tree::request);
        return tree;
    }

    List<Call> calls() {
        return calls;
    }

    List<Repetition> repetitions() {
        return repetitions;
    }

    private void request(String name, RequestSpec spec) {
        List<String> around = new ArrayList<>();
        spec.deadline().ifPresent(d -> around.add("deadline " + Times.text(d.toNanos())));
        spec.policies().forEach(policy -> around.add(Phrases.of(policy)));
        calls.add(new Call(0, name, around));
        counts = new TreeMap<>();
        behind(flows.users().get(name), 1, attempts(spec.policies()), 1);
        counts.forEach((component, count) -> {
            if (count[0] > count[1]) {
                repetitions.add(new Repetition(name, component, count[0], count[1]));
            }
        });
    }

    private void behind(DemandSketch page, int depth, double most, double plain) {
        if (page == null || depth > DEEPEST) {
            return;
        }
        page.calls().forEach((component, demands) -> {
            for (Demand call : demands) {
                if (calls.size() < MOST) {
                    call(component, call, depth, most, plain);
                }
            }
        });
    }

    private void call(String component, Demand call, int depth, double most, double plain) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null) {
            return;
        }
        List<String> around = new ArrayList<>();
        call.policies()
                .forEach(policy -> around.add(
                        Phrases.of(policy) + (entry.calls().policies().contains(policy) ? " of " + component : "")));
        around.add(
                call.patience().map(p -> "timeout " + Times.text(p.toNanos())).orElse("no timeout"));
        entry.door().forEach(policy -> around.add(Phrases.of(policy) + " at its door"));
        String endpoint = call.endpoint().isEmpty() ? "" : "/" + call.endpoint();
        String how = !(entry.spec() instanceof StoreSpec)
                ? ""
                : call.operation() == Operation.WRITE ? " (write)" : " (read)";
        calls.add(new Call(depth, component + endpoint + how, around));
        double made = most * attempts(call.policies());
        double[] count = counts.computeIfAbsent(component, c -> new double[2]);
        count[0] += made;
        count[1] += plain;
        double onwards = made * entry.spec().attempts();
        behind(flows.behind(component, call), depth + 1, onwards, plain);
    }

    private static double attempts(List<FilterSpec> policies) {
        double product = 1;
        for (FilterSpec policy : policies) {
            product *= policy.attempts();
        }
        return product;
    }
}
