package dev.brownout.analysis;

import dev.brownout.wiring.Demand;
import dev.brownout.wiring.FilterSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A bulkhead on each machine of those who call, or around whole requests of users.
 *
 * @param callee who gets the calls; empty for whole requests
 * @param calls what gets through it
 * @param each how many of a machine may be under way at a time
 */
record Gate(Optional<String> callee, List<Demand> calls, int each) {
    Gate {
        calls = List.copyOf(calls);
    }

    /** Those around calls, by who gets them: calls to one component within the same policies share them. */
    static List<Gate> around(Map<String, List<Demand>> calls) {
        List<Gate> gates = new ArrayList<>();
        calls.forEach((callee, all) ->
                alike(all).forEach((policies, those) -> gates.addAll(of(policies, Optional.of(callee), those))));
        return gates;
    }

    /** Calls of one machine to another by the policies around them, which those within the same share. */
    static Map<List<FilterSpec>, List<Demand>> alike(List<Demand> calls) {
        Map<List<FilterSpec>, List<Demand>> alike = new LinkedHashMap<>();
        calls.forEach(call -> alike.computeIfAbsent(call.policies(), policies -> new ArrayList<>())
                .add(call));
        return alike;
    }

    /** Those among some policies around some calls. */
    static List<Gate> of(List<FilterSpec> policies, Optional<String> callee, List<Demand> calls) {
        return policies.stream()
                .flatMap(policy -> policy.concurrentCalls().stream())
                .map(each -> new Gate(callee, calls, each))
                .toList();
    }

    /** What it lets be under way, in words. */
    String what() {
        return callee.map(name -> "calls to " + name).orElse("requests") + " at a time";
    }

    double perSecond() {
        return calls.stream().mapToDouble(Demand::perSecond).sum();
    }
}
