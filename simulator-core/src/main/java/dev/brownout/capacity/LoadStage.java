package dev.brownout.capacity;

import dev.brownout.host.Location;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.KeySpaces;
import dev.brownout.spec.Selector;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.RateChange;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.spi.fault.TierFault;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Interval of a run during which the load, the machines and their speed are constant.
 *
 * @param fromNanos its start, in nanoseconds
 * @param toNanos its end, in nanoseconds
 * @param faults the active faults
 * @param renewals earlier faults that have replaced machines or restarted processes
 * @param keys the key spaces of the components, which are those of the whole run
 * @param overloaded components with an overload in an earlier stage
 * @param limits parts that change the number of calls in an unknown way
 * @param scale factor of the load of all users, more than 0; 1 for the load of the scenario
 */
record LoadStage(
        long fromNanos,
        long toNanos,
        List<FaultEntry> faults,
        List<FaultEntry> renewals,
        KeySpaces keys,
        Set<String> overloaded,
        BindingLimits limits,
        double scale) {
    LoadStage {
        faults = List.copyOf(faults);
        renewals = List.copyOf(renewals);
    }

    /** Returns this stage after the overloads of some components. */
    LoadStage withOverloads(Set<String> overloads) {
        return new LoadStage(fromNanos, toNanos, faults, renewals, keys, overloads, limits, scale);
    }

    /** Returns this stage with other active faults. */
    LoadStage withFaults(List<FaultEntry> others) {
        return new LoadStage(fromNanos, toNanos, others, renewals, keys, overloaded, limits, scale);
    }

    /** Returns this stage with other parts that change the number of calls in an unknown way. */
    LoadStage limited(BindingLimits others) {
        return new LoadStage(fromNanos, toNanos, faults, renewals, keys, overloaded, others, scale);
    }

    /** Returns this stage without a history, with another factor of the load of all users. */
    LoadStage withLoadFactor(double factor) {
        return new LoadStage(fromNanos, toNanos, faults, renewals, keys, new TreeSet<>(), BindingLimits.NONE, factor);
    }

    /** Returns the factor by which faults, and the scale, multiply the load. */
    double loadFactor() {
        double factor = scale;
        for (FaultEntry fault : faults) {
            factor *= LoadFault.of(fault.spec()).loadFactor();
        }
        return factor;
    }

    /** Returns the number of machines set by the newest fault that sets one for a component; empty if none does. */
    OptionalInt nodes(String component) {
        return newest(component, TierFault::desiredHosts);
    }

    /**
     * Returns the number of cores set by the newest fault that sets one for the machines of a component; empty if none
     * does.
     */
    OptionalInt cores(String component) {
        return newest(component, TierFault::desiredCores);
    }

    private OptionalInt newest(String component, Function<TierFault, OptionalInt> setting) {
        OptionalInt newest = OptionalInt.empty();
        for (FaultEntry fault : faults) {
            OptionalInt value = setting.apply(TierFault.of(fault.spec()));
            newest = value.isPresent() && fault.hits(component) ? value : newest;
        }
        return newest;
    }

    /** Returns the inbound policies of a component with the rates that faults set for all of its machines. */
    List<FilterSpec> inboundPolicies(String component, List<FilterSpec> policies) {
        List<FilterSpec> current = policies;
        for (FaultEntry fault : faults) {
            Optional<RateChange> change = LoadFault.of(fault.spec()).rateChange();
            if (change.isPresent()
                    && fault.hits(component)
                    && fault.target().orElseThrow().parts().isEmpty()) {
                current = current.stream()
                        .map(policy -> policy.withRate(change.get()))
                        .toList();
            }
        }
        return current;
    }

    /** Returns whether a fault sets the number of machines of a component. */
    static boolean scales(FaultEntry fault, String component) {
        return TierFault.of(fault.spec()).desiredHosts().isPresent() && fault.hits(component);
    }

    /** Returns the component that a fault hits; empty for a region or a zone. */
    static String head(FaultEntry fault) {
        return fault.target()
                .filter(target -> !target.ofPlace())
                .map(Selector::head)
                .orElse("");
    }

    /** Returns whether a fault hits a component, or nodes of any component in a region or a zone. */
    static boolean touches(FaultEntry fault, String component) {
        return fault.target().isPresent()
                && (head(fault).isEmpty() || head(fault).equals(component));
    }

    /** Returns whether nodes of a component may have got new processes or machines while a fault harms them. */
    boolean isRenewed(String component) {
        return faults.stream()
                .anyMatch(fault -> HostFault.of(fault.spec()).harms()
                        && touches(fault, component)
                        && mayHaveEnded(fault, component));
    }

    /** Returns whether a new process or machine may have ended a fault for a component. */
    private boolean mayHaveEnded(FaultEntry fault, String component) {
        return renewals.stream()
                .anyMatch(renewal -> renewal.startAt() > fault.startAt() && touches(renewal, component));
    }

    /** Returns whether no fault stops a machine. */
    boolean withoutStops() {
        return faults.stream().noneMatch(fault -> HostFault.of(fault.spec()).stopsHosts());
    }

    /** Returns whether a fault hits a node, as far as its target names the node. */
    static boolean hitsNode(FaultEntry fault, String component, String node, NodeSite site) {
        return fault.target().filter(t -> hits(t, component, node, site)).isPresent();
    }

    /** Returns whether no active fault stops a node, as far as the targets of the faults name the node. */
    boolean isUp(String component, String node, NodeSite site) {
        for (FaultEntry fault : faults) {
            if (HostFault.of(fault.spec()).stopsHosts()
                    && hitsNode(fault, component, node, site)
                    && !mayHaveEnded(fault, component)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the factor by which the work of a node is slowed down. */
    double slowdown(String component, String node, NodeSite site) {
        double times = 1;
        for (FaultEntry fault : faults) {
            boolean hit = fault.target()
                    .filter(t -> hits(t, component, node, site) || hitsGroup(t, component, node))
                    .isPresent();
            times *= hit && !mayHaveEnded(fault, component)
                    ? HostFault.of(fault.spec()).slowdown()
                    : 1;
        }
        return times;
    }

    /** Returns the share of the calls to a node that fail immediately. */
    double failureShare(String component, String node, NodeSite site) {
        double passingShare = 1;
        for (FaultEntry fault : faults) {
            boolean hit = fault.target()
                    .filter(t -> hits(t, component, node, site) || hitsGroup(t, component, node))
                    .isPresent();
            passingShare *= hit && !mayHaveEnded(fault, component)
                    ? 1 - HostFault.of(fault.spec()).failureShare()
                    : 1;
        }
        return 1 - passingShare;
    }

    /** Returns whether a fault hits parts of nodes of a component. */
    boolean hitsParts(String component, String part) {
        return faults.stream()
                .flatMap(fault -> fault.target().stream())
                .anyMatch(target -> target.head().equals(component)
                        && !target.parts().isEmpty()
                        && target.parts().get(target.parts().size() - 1).equals(part));
    }

    /** Returns whether the target is a whole group that contains the node, such as a shard. */
    private static boolean hitsGroup(Selector target, String component, String node) {
        return target.head().equals(component) && node.startsWith(String.join("/", target.parts()) + "/");
    }

    private static boolean hits(Selector target, String component, String node, NodeSite site) {
        String part = String.join("/", target.parts());
        if (target.ofPlace()) {
            Location location = new Location(site.place(), site.zone());
            boolean hit = target.begins() == Selector.Head.REGION ? location.isInRegion(part) : location.isInZone(part);
            return !site.offSite() && hit;
        }
        if (!target.head().equals(component)) {
            return false;
        }
        return part.isEmpty() || part.equals(Selector.ANY)
                ? part.isEmpty() || node.equals("1")
                : Selector.matches(part, node) || part.equals(site.place());
    }

    /**
     * Location of a node, as far as the targets of faults select it.
     *
     * @param place its region; empty in a scenario without regions
     * @param zone its zone; empty if its component has one zone
     * @param offSite whether it is outside the data centers of its region, so that faults of regions and zones do not
     *     hit it
     */
    record NodeSite(String place, String zone, boolean offSite) {
        /** The location of a node without a component. */
        static NodeSite of(String place) {
            return new NodeSite(place, "", false);
        }

        /**
         * Returns the location of a node of a component.
         *
         * @param before the number of nodes of the component that were created in the region before it
         */
        static NodeSite of(ComponentEntry entry, String place, int before) {
            return new NodeSite(
                    place, entry.zone(before), HostProvisioning.of(entry.spec()).isAtEdge());
        }
    }
}
