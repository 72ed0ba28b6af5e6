package dev.brownout.scenario;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

/**
 * A component of a scenario with its placement.
 *
 * @param kind the name of its kind
 * @param regions the regions that each contain an instance of it; empty for one data center without a name
 * @param zones number of zones over which its nodes are distributed in turn
 * @param inboundPolicies inbound policies of each of its hosts, outermost first
 * @param calls default options for calls to it
 * @param spec its parameters
 * @param failures random failures and required number of its hosts; empty for none
 * @param hidden whether it is private: only other components can call it, and users cannot
 * @param host the component that provides the machines of this process; empty for a component with machines of its own
 */
public record ComponentEntry(
        String kind,
        List<String> regions,
        int zones,
        List<FilterSpec> inboundPolicies,
        Step.Options calls,
        ComponentSpec spec,
        Optional<RandomFailureSpec> failures,
        boolean hidden,
        Optional<String> host) {
    /** Copies the lists. */
    public ComponentEntry {
        regions = List.copyOf(regions);
        inboundPolicies = List.copyOf(inboundPolicies);
    }

    /** Creates a public component without random failures and without a default timeout for calls to it. */
    public ComponentEntry(String kind, List<String> regions, int zones, List<FilterSpec> policies, ComponentSpec spec) {
        this(
                kind,
                regions,
                zones,
                policiesAt(FilterPosition.At.DOOR, policies),
                new Step.Options(
                        Optional.empty(), Optional.empty(), false, policiesAt(FilterPosition.At.CALLER, policies)),
                spec,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** Returns this component as a process on the machines of another component, with the cores of these. */
    public ComponentEntry on(String machines, List<String> places, ComponentSpec own) {
        return new ComponentEntry(
                kind, places, zones, inboundPolicies, calls, own, failures, hidden, Optional.of(machines));
    }

    /** Returns whether its hosts fail at random times. */
    public boolean failsAtRandom() {
        return failures.flatMap(RandomFailureSpec::mtbf).isPresent();
    }

    /** Returns the policies that act on one side of the calls to a component, in their order. */
    public static List<FilterSpec> policiesAt(FilterPosition.At at, List<FilterSpec> policies) {
        return policies.stream()
                .filter(policy -> FilterSpec.position(policy.getClass()).value() == at)
                .toList();
    }

    /**
     * Returns the zone of a host: hosts are distributed over the zones in turn. Empty if the component has one zone.
     *
     * @param before the number of hosts of the component that were created in the region before it
     */
    public String zone(int before) {
        return zones > 1 ? String.valueOf((char) ('a' + before % zones)) : "";
    }
}
