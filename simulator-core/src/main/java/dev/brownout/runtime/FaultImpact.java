package dev.brownout.runtime;

import dev.brownout.host.Host;
import dev.brownout.instrument.CellRange;
import dev.brownout.instrument.Instrument;
import dev.brownout.metrics.InstrumentRegistry;
import dev.brownout.network.Link;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.spi.FaultTargets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Whether anything met a fault: a call to what it hits, a message over its links, a request of its region's users. What
 * keeps something between calls is met as well by what came before and after.
 */
final class FaultImpact {
    private final Assembly assembly;
    private final Collection<RequestClass> classes;
    private final FaultEntry fault;
    private FaultTargets hit;
    private long before;
    private long met;
    private boolean began;
    private boolean over;

    FaultImpact(Assembly assembly, Collection<RequestClass> classes, FaultEntry fault) {
        this.assembly = assembly;
        this.classes = classes;
        this.fault = fault;
    }

    /** The fault begins. */
    void begin(FaultTargets targets) {
        hit = targets;
        began = true;
        before = passed();
        met = hosts().stream().mapToLong(host -> host.meter().inside()).sum()
                + assembly.edges.keySet().stream()
                        .filter(edge -> hosts().contains(edge.callee()))
                        .mapToLong(edge -> edge.waiting())
                        .sum();
    }

    /** The fault ends; a machine that it has taken out may come back only later. */
    void end() {
        if (!fault.spec().takesMachines()) {
            settle();
        }
    }

    private void settle() {
        if (began && !over) {
            met += passed() - before;
            over = true;
        }
    }

    /** Whether it is the load that the fault changes, wherever it is aimed. */
    private boolean load() {
        return fault.target().isEmpty() || fault.spec().loadFactor() != 1;
    }

    /**
     * Returns a sentence about a fault that no traffic met; empty where some did, or where that is unknown.
     *
     * @param checked the components whose callers check their health
     */
    List<String> vain(Supplier<Set<String>> checked) {
        settle();
        boolean unknown = !began || !load() && (nothingCounted() || allCalleesRemoved(checked));
        if (unknown || met > 0 || hosts().stream().anyMatch(this::remembers)) {
            return List.of();
        }
        return List.of("the fault '" + fault.sentence() + "' met nothing: while it held, "
                + (load()
                        ? "no request began"
                        : hosts().isEmpty() ? "nothing crossed what it hits" : "no call came to what it hits"));
    }

    /** Returns whether callers know without a call that no machine is left. */
    private boolean allCalleesRemoved(Supplier<Set<String>> checked) {
        Set<Host> all = hosts();
        return !all.isEmpty()
                && struck().containsAll(all)
                && (fault.spec().takesMachines()
                        || fault.spec().stops()
                                && (all.stream().anyMatch(this::isBypassed)
                                        || all.stream()
                                                .anyMatch(host -> checked.get().contains(host.component()))));
    }

    private boolean isBypassed(Host host) {
        return assembly.scenario.components().get(host.component()).spec().routesAround();
    }

    private boolean nothingCounted() {
        return hosts().isEmpty() && hit.links().isEmpty();
    }

    /** What is hit: machines, and the processes on them. */
    private Set<Host> struck() {
        Set<Host> struck = new LinkedHashSet<>(hit.hosts());
        hit.hosts().forEach(host -> struck.addAll(host.guests()));
        return struck;
    }

    /**
     * The machines that are hit, but for what stands apart from all calls. Where callers come to others in their place,
     * these are among them.
     */
    private Set<Host> hosts() {
        Set<Host> hosts = struck();
        if (fault.spec().stops() || fault.spec().takesMachines()) {
            hit.hosts().stream()
                    .map(Host::component)
                    .filter(name -> fault.spec().takesMachines()
                            || assembly.scenario.components().get(name).spec().routesAround())
                    .forEach(name -> hosts.addAll(assembly.components.get(name).hosts()));
        }
        hosts.removeIf(host -> host.meter() == null);
        return hosts;
    }

    /** What has passed by so far. */
    private long passed() {
        Set<Host> hosts = hosts();
        long passed = hosts.stream().mapToLong(host -> host.meter().arrivals()).sum();
        passed += assembly.edges.keySet().stream()
                .filter(edge -> hosts.contains(edge.callee()))
                .mapToLong(edge -> edge.issued())
                .sum();
        passed += hit.links().stream().mapToLong(Link::asked).sum();
        String place = place();
        for (RequestClass type : classes) {
            for (int i = 0; i < type.stats().length; i++) {
                boolean here = assembly.regions.places().get(i).equals(place);
                passed += load() || here ? type.stats()[i].issued() : 0;
            }
        }
        return passed;
    }

    /** The region that is hit as a whole; no place where it is none. */
    private String place() {
        return hit.wholeRegion()
                ? fault.target().flatMap(t -> t.parts().stream().findFirst()).orElse("")
                : "nowhere";
    }

    /** Whether a machine keeps what came to it, or works without being called, so that it matters when it was hit. */
    private boolean remembers(Host host) {
        boolean keeps =
                assembly.scenario.components().get(host.component()).spec().hasState();
        return keeps && (host.meter().arrivals() > 0 || works(host));
    }

    private boolean works(Host host) {
        InstrumentRegistry instruments = assembly.instruments.get(host.component());
        CellRange whole = assembly.grid.span(0, assembly.scenario.durationNanos());
        return instruments.names(host.node()).stream()
                .map(name -> instruments.sum(name, List.of(host.node())))
                .mapToDouble((Instrument one) -> one.value(whole, ""))
                .anyMatch(value -> value > 0);
    }
}
