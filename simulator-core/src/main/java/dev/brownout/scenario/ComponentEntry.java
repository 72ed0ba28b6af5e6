package dev.brownout.scenario;

import dev.brownout.fault.RandomFailureSpec;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;

/**
 * A component of a scenario: what it is and where it stands.
 *
 * @param kind the name of its kind
 * @param regions the regions in which it is stamped, once in each; empty for one data centre without a name
 * @param zones number of zones over which its nodes are spread in turn
 * @param door filters in front of each of its machines, outermost first
 * @param calls what holds for each call to it of which the caller says nothing himself
 * @param spec its parameters
 * @param failures how its machines fail by chance; empty where they do not
 * @param hidden whether it has no address that users could call, but only other components
 * @param host the component on whose machines it is a process beside others; empty where it has machines of its own
 */
public record ComponentEntry(
        String kind,
        List<String> regions,
        int zones,
        List<FilterSpec> door,
        Step.Options calls,
        ComponentSpec spec,
        Optional<RandomFailureSpec> failures,
        boolean hidden,
        Optional<String> host) {
    /** Takes the lists as they are now. */
    public ComponentEntry {
        regions = List.copyOf(regions);
        door = List.copyOf(door);
    }

    /** A component that all may call, whose machines do not fail, and whose callers wait as long as they say. */
    public ComponentEntry(String kind, List<String> regions, int zones, List<FilterSpec> policies, ComponentSpec spec) {
        this(
                kind,
                regions,
                zones,
                standing(FilterPosition.At.DOOR, policies),
                new Step.Options(
                        Optional.empty(), Optional.empty(), false, standing(FilterPosition.At.CALLER, policies)),
                spec,
                Optional.empty(),
                false,
                Optional.empty());
    }

    /** The same as a process on the machines of another component, with whatever cores these have. */
    public ComponentEntry on(String machines, List<String> places, ComponentSpec own) {
        return new ComponentEntry(kind, places, zones, door, calls, own, failures, hidden, Optional.of(machines));
    }

    /** Those of some policies, in their order, that act on a side of the calls to a component. */
    public static List<FilterSpec> standing(FilterPosition.At at, List<FilterSpec> policies) {
        return policies.stream()
                .filter(policy -> FilterSpec.stands(policy.getClass()).value() == at)
                .toList();
    }
}
