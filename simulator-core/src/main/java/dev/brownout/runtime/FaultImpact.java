package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.network.Link;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.component.ConnectionHandling;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.spi.fault.TierFault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Detects whether any traffic was affected by a fault: a call to its hosts, a message over its links, or a request of
 * the users of its region. A stateful component counts as affected by traffic before and after the fault as well.
 */
final class FaultImpact {
    private final RunModel model;
    private final RunEnvironment run;
    private final FaultEntry fault;
    private FaultTargets hit;
    private long before;
    private long met;
    private boolean hasBegun;
    private boolean hasEnded;

    FaultImpact(RunModel model, FaultEntry fault) {
        this.model = model;
        this.run = model.run();
        this.fault = fault;
    }

    /** Starts the measurement. Called when the fault begins. */
    void begin(FaultTargets targets) {
        hit = targets;
        hasBegun = true;
        before = affectedTraffic();
        Set<Host> hosts = hosts();
        met = hosts.stream().mapToLong(host -> host.meter().callsInside()).sum()
                + model.calls().edges().keySet().stream()
                        .filter(edge -> hosts.contains(edge.callee()))
                        .mapToLong(edge -> edge.waiting())
                        .sum();
    }

    /** Ends the measurement when the fault ends, except for a fault that removes hosts. These can return later. */
    void end() {
        if (!TierFault.of(fault.spec()).removesHosts()) {
            resolveEffect();
        }
    }

    private void resolveEffect() {
        if (hasBegun && !hasEnded) {
            met += affectedTraffic() - before;
            hasEnded = true;
        }
    }

    /** Returns whether the fault changes the load, independent of its target. */
    private boolean load() {
        return fault.target().isEmpty() || LoadFault.of(fault.spec()).loadFactor() != 1;
    }

    /**
     * Returns a warning about a fault that affected no traffic. The list is empty if traffic was affected or if that is
     * unknown.
     *
     * @param checked the components with callers that check their health
     */
    List<Sentence> noEffectWarning(Supplier<Set<String>> checked) {
        resolveEffect();
        boolean unknown = !hasBegun || !load() && (nothingCounted() || allCalleesRemoved(checked));
        if (unknown || met > 0 || hosts().stream().anyMatch(this::remembers)) {
            return List.of();
        }
        return List.of(Sentence.of(
                load()
                        ? "the fault '{}' had no effect: while it was active, no request began"
                        : hosts().isEmpty()
                                ? "the fault '{}' had no effect: while it was active, no message crossed its target"
                                : "the fault '{}' had no effect: while it was active, no call reached its target",
                fault.sentence()));
    }

    /** Returns whether callers know without a call that no machine is left. */
    private boolean allCalleesRemoved(Supplier<Set<String>> checked) {
        Set<Host> all = hosts();
        return !all.isEmpty()
                && affectedHosts().containsAll(all)
                && (TierFault.of(fault.spec()).removesHosts()
                        || HostFault.of(fault.spec()).stopsHosts()
                                && (all.stream().anyMatch(this::isBypassed)
                                        || all.stream()
                                                .anyMatch(host -> checked.get().contains(host.component()))));
    }

    private boolean isBypassed(Host host) {
        return ConnectionHandling.of(
                        run.scenario.components().get(host.component()).spec())
                .routesAround();
    }

    private boolean nothingCounted() {
        return hosts().isEmpty() && hit.links().isEmpty();
    }

    /** Returns the affected hosts, including the processes on affected machines. */
    private Set<Host> affectedHosts() {
        Set<Host> affected = new LinkedHashSet<>(hit.hosts());
        hit.hosts().forEach(host -> affected.addAll(host.processes().guests()));
        return affected;
    }

    /**
     * Returns the affected hosts that receive calls. If callers fail over to other hosts of the component, these are
     * included.
     */
    private Set<Host> hosts() {
        Set<Host> hosts = affectedHosts();
        if (HostFault.of(fault.spec()).stopsHosts()
                || TierFault.of(fault.spec()).removesHosts()) {
            hit.hosts().stream()
                    .map(Host::component)
                    .distinct()
                    .filter(name -> TierFault.of(fault.spec()).removesHosts()
                            || ConnectionHandling.of(
                                            run.scenario.components().get(name).spec())
                                    .routesAround())
                    .forEach(name -> hosts.addAll(model.component(name).hosts()));
        }
        hosts.removeIf(host -> host.meter() == null);
        return hosts;
    }

    /** Returns the amount of traffic past the targets so far. */
    private long affectedTraffic() {
        Set<Host> hosts = hosts();
        long passed = hosts.stream().mapToLong(host -> host.meter().arrivals()).sum();
        passed += model.calls().edges().keySet().stream()
                .filter(edge -> hosts.contains(edge.callee()))
                .mapToLong(edge -> edge.issued())
                .sum();
        passed += hit.links().stream().mapToLong(Link::messages).sum();
        String location = place();
        for (RequestClass type : model.classes().values()) {
            for (int i = 0; i < type.stats().length; i++) {
                boolean inRegion = run.regions.places().get(i).equals(location);
                passed += load() || inRegion ? type.stats()[i].issued() : 0;
            }
        }
        return passed;
    }

    /** Returns the region that is affected as a whole, or a name that matches no region. */
    private String place() {
        return hit.wholeRegion()
                ? fault.target().flatMap(t -> t.parts().stream().findFirst()).orElse("")
                : "nowhere";
    }

    /**
     * Returns whether a host keeps state between calls or works without calls, and has done so. The time of the fault
     * then matters for it.
     */
    private boolean remembers(Host host) {
        boolean hasDetection = HostProvisioning.of(
                        run.scenario.components().get(host.component()).spec())
                .processes()
                .hasState();
        return hasDetection && (host.meter().arrivals() > 0 || hadWork(host));
    }

    private boolean hadWork(Host host) {
        InstrumentRegistry instruments = model.components().get(host.component()).instruments;
        CellRange wholeRun = run.grid.span(0, run.scenario.durationNanos());
        return instruments.names(host.node()).stream()
                .map(name -> instruments.sum(name, List.of(host.node())))
                .mapToDouble((Instrument instrument) -> instrument.value(wholeRun, ""))
                .anyMatch(value -> value > 0);
    }
}
