package dev.brownout.run;

import dev.brownout.network.Link;
import dev.brownout.node.Clock;
import dev.brownout.node.Host;
import dev.brownout.node.Membership;
import dev.brownout.reading.Windows;
import dev.brownout.result.VariantResult.FaultSpan;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.vocabulary.Selector;
import dev.brownout.vocabulary.SpecFields;
import dev.brownout.wiring.Clocked;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.FaultTargets;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Begins and ends the faults of a scenario at their times. */
final class FaultTimeline {
    private final Assembly assembly;
    private final List<Encounter> encounters = new ArrayList<>();

    FaultTimeline(Assembly assembly, Collection<RequestClass> classes) {
        this.assembly = assembly;
        assembly.scenario.faults().forEach(fault -> encounters.add(new Encounter(assembly, classes, fault)));
    }

    /** What met the faults, in their order. */
    List<Encounter> encounters() {
        return encounters;
    }

    /** Looks whether every selector names something now. */
    void check(Complaints complaints) {
        for (int i = 0; i < assembly.scenario.faults().size(); i++) {
            FaultEntry fault = assembly.scenario.faults().get(i);
            Targets targets = new Targets(fault, "faults." + i);
            complaints.about(targets::check);
        }
    }

    void start() {
        assembly.failures.forEach(MachineFailures::start);
        for (int i = 0; i < assembly.scenario.faults().size(); i++) {
            FaultEntry fault = assembly.scenario.faults().get(i);
            Targets targets = new Targets(fault, "faults." + i);
            Encounter encounter = encounters.get(i);
            String component = fault.target()
                    .map(Selector::head)
                    .filter(assembly.components::containsKey)
                    .orElse("");
            assembly.simulation.at(
                    fault.startAt(),
                    step -> {
                        assembly.chronicle.faultBegan(fault.name());
                        assembly.chronicle.note("fault-start", component, "", fault.sentence());
                        targets.resolve();
                        encounter.begin(targets);
                        fault.spec().begin(targets);
                    },
                    0);
            fault.durationNanos()
                    .filter(d -> d < assembly.scenario.durationNanos() - fault.startAt())
                    .map(d -> fault.startAt() + d)
                    .ifPresent(end -> assembly.simulation.at(
                            end,
                            step -> {
                                assembly.chronicle.note("fault-end", component, "", fault.sentence() + " ends");
                                encounter.end();
                                fault.spec().end(targets);
                            },
                            0));
        }
    }

    List<FaultSpan> spans() {
        List<FaultSpan> spans = new ArrayList<>();
        for (FaultEntry fault : assembly.scenario.faults()) {
            Windows.Bounds bounds = Windows.bounds(fault, assembly.scenario.durationNanos());
            spans.add(new FaultSpan(
                    fault.name(),
                    fault.sentence(),
                    fault.target().map(Selector::head).orElse(""),
                    bounds.fromNanos(),
                    bounds.toNanos()));
        }
        return spans;
    }

    /** What one fault hits: fixed when it begins, so that what was hit is what recovers. */
    private final class Targets implements FaultTargets {
        private final FaultEntry fault;
        private final String path;
        private boolean checking;
        private List<Host> hosts = List.of();
        private List<Link> links = List.of();
        private List<Component> components = List.of();

        Targets(FaultEntry fault, String path) {
            this.fault = fault;
            this.path = path;
        }

        void resolve() {
            List<Host> foundHosts = new ArrayList<>();
            List<Link> foundLinks = new ArrayList<>();
            List<Component> foundComponents = new ArrayList<>();
            if (fault.target().isPresent()) {
                Selector target = fault.target().get();
                if (fault.other().isPresent()) {
                    foundLinks.addAll(between(target, fault.other().get()));
                } else if (target.head().equals("link")) {
                    String[] ends = String.join("/", target.parts()).split("~", 2);
                    foundLinks.addAll(assembly.network.links(ends[0], ends.length > 1 ? ends[1] : ends[0]));
                } else {
                    foundHosts.addAll(hostsOf(target));
                    Optional.ofNullable(assembly.components.get(target.head()))
                            .filter(c -> target.parts().isEmpty())
                            .ifPresent(foundComponents::add);
                }
            }
            hosts = foundHosts;
            links = foundLinks;
            components = foundComponents;
        }

        void check() {
            checking = true;
            resolve();
            checking = false;
            boolean named = fault.target().isPresent() && !wholeRegion();
            if (named && hosts.isEmpty() && links.isEmpty() && components.isEmpty()) {
                Selector target = fault.target().get();
                if (fault.other().isPresent() || target.head().equals("link")) {
                    String ends =
                            target + fault.other().map(other -> " ~ " + other).orElse("");
                    throw new ScenarioException(
                            path, ends + ": there is no such link; links lie between regions, as in link/east~west");
                }
                if (target.head().equals("zone")) {
                    throw new ScenarioException(path, target + ": there is no such zone; " + zones());
                }
                assembly.refuseRegion(target, path);
                List<Host> all = assembly.hosts.getOrDefault(target.head(), List.of());
                throw new ScenarioException(
                        path,
                        target + ": " + target.head() + " has " + all.size() + " nodes"
                                + (all.isEmpty() ? "" : ": " + String.join(", ", names(all))));
            }
            fault.spec().begin(new Asked());
        }

        /** Stands in for what would be hit, and refuses a fault that would hit nothing. */
        private final class Asked implements FaultTargets {
            @Override
            public List<Host> hosts() {
                boolean region = wholeRegion() && fault.other().isEmpty();
                return nothing(hosts.isEmpty() && !region, "machines, such as web/1 or region/east");
            }

            @Override
            public List<Link> links() {
                return nothing(links.isEmpty(), "links, such as link/east~west");
            }

            @Override
            public List<Component> components() {
                return nothing(components.isEmpty(), "whole components, such as web");
            }

            @Override
            public <C> List<C> components(Class<C> able, String what) {
                return nothing(Targets.this.components(able, what).isEmpty(), what);
            }

            @Override
            public List<Clock> clocks() {
                return nothing(Targets.this.clocks().isEmpty(), "machines that go by their clocks, such as ids/1");
            }

            @Override
            public boolean wholeRegion() {
                return Targets.this.wholeRegion();
            }

            private <T> List<T> nothing(boolean empty, String what) {
                if (empty) {
                    String verb = SpecFields.kind(fault.spec().getClass()).orElseThrow();
                    String found = fault.target().map(t -> ", not " + t).orElse("; say which");
                    throw new ScenarioException(path, verb + " hits " + what + found);
                }
                return List.of();
            }
        }

        private String zones() {
            Set<String> zones = new TreeSet<>();
            assembly.hosts
                    .values()
                    .forEach(all -> all.forEach(h -> zones.add(h.site().zone())));
            zones.remove("");
            return zones.isEmpty()
                    ? "no component stands in several, as with zones: 2"
                    : "the zones are " + String.join(", ", zones);
        }

        private List<String> names(List<Host> all) {
            return all.stream().limit(20).map(Host::node).toList();
        }

        private List<Link> between(Selector one, Selector other) {
            return assembly.network.links(place(one), place(other));
        }

        private String place(Selector selector) {
            return selector.parts().isEmpty()
                    ? selector.head()
                    : selector.parts().get(0);
        }

        private List<Host> hostsOf(Selector target) {
            if (target.head().equals("region") || target.head().equals("zone")) {
                String place = target.parts().isEmpty() ? "" : target.parts().get(0);
                return assembly.hosts.values().stream()
                        .flatMap(List::stream)
                        .filter(h -> place.equals(
                                target.head().equals("zone")
                                        ? h.site().zone()
                                        : h.site().region()))
                        .toList();
            }
            Component component = assembly.components.get(target.head());
            if (component == null) {
                throw new ScenarioException(
                        path,
                        "unknown component '" + target.head() + "'",
                        target.head(),
                        new ArrayList<>(assembly.components.keySet()));
            }
            List<Host> there = there(component.hosts());
            if (target.parts().isEmpty()) {
                return there;
            }
            String part = String.join("/", target.parts());
            if (part.matches("\\d+(\\.\\d+)?%")) {
                double share = Double.parseDouble(part.substring(0, part.length() - 1)) / 100;
                int many = (int) StrictMath.ceil(share * there.size());
                return there.subList(0, Math.min(many, there.size()));
            }
            if (part.equals("any") && !there.isEmpty()) {
                return List.of(there.get(assembly.draws(path + " any").below(there.size())));
            }
            return there(component.select(part));
        }

        /** Those that are not out when the fault begins; before the run, all that may come. */
        private List<Host> there(List<Host> named) {
            return named.stream()
                    .filter(host -> checking || host.membership().state() != Membership.State.OUT)
                    .toList();
        }

        @Override
        public List<Host> hosts() {
            return hosts;
        }

        @Override
        public List<Link> links() {
            return links;
        }

        @Override
        public List<Component> components() {
            return components;
        }

        @Override
        public List<Clock> clocks() {
            return hosts.stream().flatMap(this::clock).toList();
        }

        private Stream<Clock> clock(Host host) {
            return assembly.components.get(host.component()) instanceof Clocked clocked
                    ? clocked.clock(host).stream()
                    : Stream.empty();
        }

        @Override
        public boolean wholeRegion() {
            return fault.target().isPresent() && fault.target().get().head().equals("region");
        }
    }
}
