package dev.brownout.capacity;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.result.ScenarioExplanation.Call;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.RequestSpec;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.component.DataStorage;
import java.util.ArrayList;
import java.util.List;

/**
 * Call tree of each request: every call with the policies and timeouts around it. Calls made by a component are its
 * children, ordered by name.
 */
final class CallTree {
    /**
     * Maximum depth of the tree. Deeper paths, and calls beyond {@code MAXIMUM}, are cut off because cyclic calls never
     * end.
     */
    private static final int DEEPEST = 30;

    private static final int MAXIMUM = 2000;

    private final Scenario scenario;
    private final TrafficEquations flows;
    private final List<Call> calls = new ArrayList<>();

    private CallTree(Scenario scenario, TrafficEquations flows) {
        this.scenario = scenario;
        this.flows = flows;
    }

    /** Returns the call tree of each request, in depth-first order. */
    static List<Call> calls(Scenario scenario, TrafficEquations flows) {
        CallTree tree = new CallTree(scenario, flows);
        scenario.workload().requests().forEach(tree::request);
        return tree.calls;
    }

    private void request(String name, RequestSpec spec) {
        List<String> annotations = new ArrayList<>();
        spec.deadline().ifPresent(d -> annotations.add("deadline " + TimeFormat.text(d.toNanos())));
        spec.policies().forEach(policy -> annotations.add(PolicyText.fullText(policy)));
        calls.add(new Call(0, name, annotations));
        addDownstreamCalls(flows.users().get(name), 1);
    }

    private void addDownstreamCalls(ComponentCapacityModel componentModel, int depth) {
        if (componentModel == null || depth > DEEPEST) {
            return;
        }
        componentModel.calls().forEach((component, demands) -> {
            for (OfferedDemand call : demands) {
                if (calls.size() < MAXIMUM) {
                    call(component, call, depth);
                }
            }
        });
    }

    private void call(String component, OfferedDemand call, int depth) {
        ComponentEntry entry = scenario.components().get(component);
        if (entry == null) {
            return;
        }
        List<String> annotations = new ArrayList<>();
        call.route()
                .policies()
                .forEach(policy -> annotations.add(PolicyText.fullText(policy)
                        + (entry.calls().policies().contains(policy) ? " of " + component : "")));
        annotations.add(call.timeout()
                .map(p -> "timeout " + TimeFormat.text(p.toNanos()))
                .orElse("no timeout"));
        entry.inboundPolicies().forEach(policy -> annotations.add(PolicyText.fullText(policy) + " at its door"));
        String endpoint = call.route().endpoint().isEmpty()
                ? ""
                : call.route().endpoint().equals(CallTarget.PUSH)
                        ? ", each push"
                        : "/" + call.route().endpoint();
        String operation = !DataStorage.of(entry.spec()).isRead()
                ? ""
                : call.operation() == Operation.WRITE ? " (write)" : " (read)";
        calls.add(new Call(depth, component + endpoint + operation, annotations));
        addDownstreamCalls(flows.modelOf(component, call), depth + 1);
    }
}
