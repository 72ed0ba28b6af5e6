package dev.brownout.run;

import dev.brownout.network.Link;
import dev.brownout.node.Clock;
import dev.brownout.node.Host;
import dev.brownout.node.Membership;
import dev.brownout.node.Site;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.vocabulary.Selector;
import dev.brownout.vocabulary.SpecFields;
import dev.brownout.wiring.Clocked;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.FaultTargets;
import dev.brownout.wiring.ScenarioException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** What one fault hits: fixed when it begins, so that what was hit is what recovers. */
final class Targets implements FaultTargets {
    private final Assembly assembly;
    private final FaultEntry fault;
    private final String path;
    private boolean checking;
    private List<Host> hosts = List.of();
    private List<Link> links = List.of();
    private List<Component> components = List.of();

    Targets(Assembly assembly, FaultEntry fault, String path) {
        this.assembly = assembly;
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
            } else {
                switch (target.begins()) {
                    case LINK -> {
                        String[] ends = String.join("/", target.parts()).split("~", 2);
                        foundLinks.addAll(assembly.network.links(ends[0], ends.length > 1 ? ends[1] : ends[0]));
                    }
                    case REGION -> foundHosts.addAll(hostsAt(place(target, ""), Site::region));
                    case ZONE -> foundHosts.addAll(hostsAt(place(target, ""), Site::zone));
                    case COMPONENT, ALL, KEY -> {
                        foundHosts.addAll(hostsOf(target));
                        Optional.ofNullable(assembly.components.get(target.head()))
                                .filter(c -> target.parts().isEmpty())
                                .ifPresent(foundComponents::add);
                    }
                }
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
            if (fault.other().isPresent() || target.begins() == Selector.Head.LINK) {
                String ends = target + fault.other().map(other -> " ~ " + other).orElse("");
                throw new ScenarioException(
                        path, ends + ": there is no such link; links lie between regions, as in link/east~west");
            }
            if (target.begins() == Selector.Head.ZONE) {
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
        return assembly.network.links(place(one, one.head()), place(other, other.head()));
    }

    private String place(Selector selector, String otherwise) {
        return selector.parts().isEmpty() ? otherwise : selector.parts().get(0);
    }

    private List<Host> hostsAt(String place, Function<Site, String> of) {
        return assembly.hosts.values().stream()
                .flatMap(List::stream)
                .filter(h -> place.equals(of.apply(h.site())))
                .toList();
    }

    private List<Host> hostsOf(Selector target) {
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
        if (part.equals(Selector.ANY) && !there.isEmpty()) {
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
        return fault.target().isPresent() && fault.target().get().begins() == Selector.Head.REGION;
    }
}
