package dev.brownout.runtime;

import dev.brownout.host.Disk;
import dev.brownout.host.Host;
import dev.brownout.host.HostLifecycle;
import dev.brownout.host.Location;
import dev.brownout.host.MachineClock;
import dev.brownout.metrics.MetricSubject;
import dev.brownout.network.Link;
import dev.brownout.scenario.ComponentEntry;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.sentence.Sentence;
import dev.brownout.spec.Selector;
import dev.brownout.spec.SpecFields;
import dev.brownout.spi.AdjustableLimit;
import dev.brownout.spi.Component;
import dev.brownout.spi.FaultTargets;
import dev.brownout.spi.LimitUnit;
import dev.brownout.spi.RateChange;
import dev.brownout.spi.ScalableTier.Replaceable;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.HostProvisioning;
import dev.brownout.spi.fault.DataFault;
import dev.brownout.spi.fault.HostFault;
import dev.brownout.spi.fault.LoadFault;
import dev.brownout.spi.fault.TierFault;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The hosts, links and components affected by a fault. Resolved when the fault starts, so that the same targets
 * recover.
 */
final class ResolvedFaultTargets implements FaultTargets {
    private final RunModel model;
    private final RunEnvironment run;
    private final FaultEntry fault;
    private final String path;
    private boolean checking;
    private List<Host> hosts = List.of();
    private LinkSelection.Links links = LinkSelection.Links.NONE;
    private List<Component> components = List.of();

    ResolvedFaultTargets(RunModel model, FaultEntry fault, String path) {
        this.model = model;
        this.run = model.run();
        this.fault = fault;
        this.path = path;
    }

    void resolve() {
        List<Host> foundHosts = new ArrayList<>();
        List<Component> foundComponents = new ArrayList<>();
        links = LinkSelection.Links.NONE;
        target().ifPresent(target -> {
            switch (target.sort()) {
                case LINKS ->
                    links = fault.other().isPresent() && !LinkSelection.places(fault)
                            ? LinkSelection.linksBetween(run.network, end(fault.target()), end(fault.other()), path)
                            : LinkSelection.linksBetween(run.network, target.name(), target.part());
                case REGION -> foundHosts.addAll(machinesAt(site -> site.isInRegion(target.name())));
                case ZONE -> foundHosts.addAll(machinesAt(site -> site.isInZone(target.name())));
                default -> {
                    foundHosts.addAll(hostsOf(target));
                    if (target.sort() == MetricSubject.Sort.COMPONENT
                            || DataFault.of(fault.spec()).changesShard()
                                    && model.components().containsKey(target.name())) {
                        foundComponents.add(model.component(target.name()));
                    }
                }
            }
        });
        hosts = foundHosts;
        components = foundComponents;
    }

    /** Returns whether the fault has a target and the target matches nothing. */
    boolean hasNoTarget() {
        return fault.target().isPresent() && hosts.isEmpty() && links.isEmpty() && components.isEmpty();
    }

    /** Returns the hosts at one end of a fault with two ends. */
    private List<Host> end(Optional<Selector> selector) {
        MetricSubject end = resolveAll(selector.orElseThrow());
        List<Host> named = switch (end.sort()) {
            case ZONE -> hostsAt(site -> site.isInZone(end.name()));
            case COMPONENT -> model.component(end.name()).hosts();
            case MACHINES -> hostsOf(end);
            default -> throw LinkSelection.mixed(path);
        };
        List<Host> found = named.stream()
                .flatMap(host -> Stream.concat(Stream.of(host), host.processes().guests().stream()))
                .distinct()
                .toList();
        if (found.isEmpty() && checking) {
            rejectTarget(end, selector.orElseThrow().toString());
        }
        return found;
    }

    /** Returns the target of the fault. Two ends mean the links between them. */
    private Optional<MetricSubject> target() {
        Optional<MetricSubject> target = fault.target().map(this::resolveAll);
        return fault.other()
                .map(this::resolveAll)
                .map(other -> new MetricSubject(
                        MetricSubject.Sort.LINKS, target.orElseThrow().name(), other.name()))
                .or(() -> target);
    }

    private MetricSubject resolveAll(Selector selector) {
        return MetricSubject.faultTarget(selector, MetricSubject.Scope.of(run.scenario), path);
    }

    void check() {
        checking = true;
        resolve();
        checking = false;
        if (hosts.isEmpty() && links.isEmpty() && components.isEmpty() && !wholeRegion()) {
            target().ifPresent(target -> rejectTarget(
                    target,
                    fault.target().orElseThrow()
                            + fault.other().map(other -> " ~ " + other).orElse("")));
        }
        hosts.stream().filter(Disk::is).findFirst().ifPresent(this::refusePart);
        fault.spec().begin(new TargetProbe());
        TierFault effects = TierFault.of(fault.spec());
        if (effects.deployedVersion().isPresent() || effects.rollsBack()) {
            replaceable().forEach((tier, hosts) -> requireVersion(effects.deployedVersion(), tier, hosts));
        }
        new DeploymentOrder(run.scenario).check(fault, replaceable().values(), path);
    }

    private void requireVersion(Optional<String> version, Replaceable tier, List<Host> machines) {
        String name = machines.get(0).component();
        String verb = version.map(release -> "deployed as " + release).orElse("rolled back");
        if (tier.versions().isEmpty()) {
            throw new ScenarioException(
                    path,
                    "{} cannot be {}: it has no 'versions', such as versions: { v2: { errors: 20% } }",
                    name,
                    verb);
        }
        if (version.isPresent() && !tier.versions().contains(version.get())) {
            throw new ScenarioException(
                    path,
                    Sentence.of("{} cannot be {}: its 'versions' have no such name", name, verb),
                    version.get(),
                    List.copyOf(tier.versions()));
        }
    }

    private void refusePart(Host part) {
        if (!HostFault.of(fault.spec()).hitsParts()) {
            throw new ScenarioException(
                    path,
                    "{} applies to whole nodes, not to {}/{}; a disk alone can pause, hang or be slow",
                    SpecFields.kind(fault.spec().getClass()).orElseThrow(),
                    part.component(),
                    part.node());
        }
    }

    private void rejectTarget(MetricSubject target, String written) {
        throw switch (target.sort()) {
            case LINKS ->
                new ScenarioException(
                        path, "{}: there is no such link; links connect regions, as in link/east~west", written);
            case ZONE -> new ScenarioException(path, "{}: there is no such zone; {}", written, zoneNames());
            default -> {
                ComponentRuntime own = model.components().get(target.name());
                yield target.missing(own == null ? null : own.measurements(), run.scenario, path);
            }
        };
    }

    /**
     * Stands in for the targets during validation. Throws an exception if the fault needs a kind of target that its
     * selector does not match.
     */
    private final class TargetProbe implements FaultTargets {
        @Override
        public List<Host> hosts() {
            boolean region = wholeRegion() && fault.other().isEmpty();
            return noTarget(hosts.isEmpty() && !region, "nodes, such as web/1 or region/east");
        }

        @Override
        public List<Link> links() {
            return noTarget(links.isEmpty(), "links, such as link/east~west");
        }

        @Override
        public List<Link> forwardLinks() {
            return links();
        }

        @Override
        public List<Component> components() {
            return noTarget(components.isEmpty(), "whole components, such as web");
        }

        @Override
        public <C> List<C> components(Class<C> capability, Predicate<C> accepts, String description) {
            return noTarget(
                    ResolvedFaultTargets.this
                            .components(capability, accepts, description)
                            .isEmpty(),
                    description);
        }

        @Override
        public Map<Replaceable, List<Host>> replaceable() {
            noTarget(ResolvedFaultTargets.this.replaceable().isEmpty(), "nodes of servers, such as web/1");
            return new LinkedHashMap<>();
        }

        @Override
        public List<MachineClock> clocks() {
            return noTarget(ResolvedFaultTargets.this.clocks().isEmpty(), "nodes with clocks, such as ids/1");
        }

        @Override
        public List<AdjustableLimit> limits() {
            List<AdjustableLimit> all = ResolvedFaultTargets.this.limits();
            LimitUnit unit = LoadFault.of(fault.spec())
                    .rateChange()
                    .map(RateChange::unit)
                    .orElse(LimitUnit.CALLS);
            List<AdjustableLimit> found =
                    all.stream().filter(limit -> limit.unit() == unit).toList();
            if (found.isEmpty() && !all.isEmpty()) {
                throw new ScenarioException(
                        path,
                        unit == LimitUnit.CALLS
                                ? Sentence.of(
                                        "the rate_limit of {} counts tokens, not calls: add unit=tokens",
                                        fault.target().orElseThrow())
                                : Sentence.of(
                                        "the rate_limit of {} counts calls, not tokens: remove unit=tokens",
                                        fault.target().orElseThrow()));
            }
            noTarget(found.isEmpty(), "nodes with a 'rate_limit', such as web with rate_limit: 100/s");
            boolean burst = LoadFault.of(fault.spec())
                    .rateChange()
                    .filter(change -> change.burst().isPresent())
                    .isPresent();
            if (burst && found.stream().noneMatch(AdjustableLimit::hasBurst)) {
                throw new ScenarioException(
                        path,
                        "the burst has no effect: the rate_limit of {} counts the calls of a window; "
                                + "remove the burst, or use algorithm: token-bucket",
                        fault.target().orElseThrow());
            }
            return List.of();
        }

        @Override
        public boolean wholeRegion() {
            return ResolvedFaultTargets.this.wholeRegion();
        }

        private <T> List<T> noTarget(boolean empty, String description) {
            if (empty) {
                String verb = SpecFields.kind(fault.spec().getClass()).orElseThrow();
                throw fault.target()
                        .map(found -> new ScenarioException(
                                path, "{} applies to " + description + ", not to {}", verb, found))
                        .orElseGet(
                                () -> new ScenarioException(path, "{} applies to " + description + "; name one", verb));
            }
            return List.of();
        }
    }

    private String zoneNames() {
        Set<String> zones = new TreeSet<>();
        model.components()
                .values()
                .forEach(own -> own.hosts().forEach(h -> zones.add(h.site().zone())));
        zones.remove("");
        if (zones.isEmpty()) {
            return "no component has several zones, as with zones: 2";
        }
        String ofRegion = run.scenario.regions().isEmpty()
                ? ""
                : "; a zone of one region is zone/"
                        + run.scenario.regions().keySet().iterator().next() + "/"
                        + zones.iterator().next();
        return "the zones are " + String.join(", ", zones) + ofRegion;
    }

    private List<Host> hostsAt(Predicate<Location> place) {
        return model.components().values().stream()
                .flatMap(own -> own.hosts().stream())
                .filter(h -> !isOffSite(h.component()))
                .filter(h -> place.test(h.site()))
                .toList();
    }

    /** Returns the hosts of a place, without processes on other machines. These are affected through their machines. */
    private List<Host> machinesAt(Predicate<Location> place) {
        return hostsAt(place).stream().filter(host -> host.machine() == host).toList();
    }

    private boolean isOffSite(String component) {
        ComponentEntry entry = run.scenario.components().get(component);
        return entry != null && HostProvisioning.of(entry.spec()).isAtEdge();
    }

    private List<Host> hostsOf(MetricSubject target) {
        Component component = model.component(target.name());
        List<Host> availableHosts = available(component.hosts());
        String part = target.part();
        if (part.isEmpty()) {
            return availableHosts;
        }
        if (part.equals(Selector.DOWN)) {
            return availableHosts.stream()
                    .filter(host -> checking || host.membership().hasProcess() && !host.isUp())
                    .toList();
        }
        if (part.matches("\\d+(\\.\\d+)?%")) {
            double share = Double.parseDouble(part.substring(0, part.length() - 1)) / 100;
            int count = (int) Math.ceil(share * availableHosts.size());
            return availableHosts.subList(0, Math.min(count, availableHosts.size()));
        }
        if (part.equals(Selector.ANY) && !availableHosts.isEmpty()) {
            return List.of(availableHosts.get(run.random(path + " any").nextInt(availableHosts.size())));
        }
        List<Host> named = component.select(part);
        return named.isEmpty()
                ? availableHosts.stream()
                        .filter(host -> part.equals(host.site().region()))
                        .toList()
                : available(named);
    }

    /** Returns the hosts that are not out of service. During validation, returns all hosts. */
    private List<Host> available(List<Host> named) {
        return named.stream()
                .filter(host -> checking || host.membership().state() != HostLifecycle.State.OUT)
                .toList();
    }

    @Override
    public List<Host> hosts() {
        return hosts;
    }

    @Override
    public List<Link> links() {
        return links.all();
    }

    @Override
    public List<Link> forwardLinks() {
        return links.forward();
    }

    @Override
    public List<Component> components() {
        return components;
    }

    @Override
    public Map<Replaceable, List<Host>> replaceable() {
        Map<Replaceable, List<Host>> found = new LinkedHashMap<>();
        for (Host host : hosts) {
            if (!Disk.is(host) && model.component(host.component()) instanceof Replaceable tier) {
                found.computeIfAbsent(tier, key -> new ArrayList<>()).add(host);
            }
        }
        return found;
    }

    @Override
    public List<MachineClock> clocks() {
        return hosts.stream()
                .flatMap(host -> host.membership().residents(MachineClock.class))
                .toList();
    }

    @Override
    public List<AdjustableLimit> limits() {
        return hosts.stream()
                .flatMap(host -> host.membership().residents(AdjustableLimit.class))
                .distinct()
                .toList();
    }

    @Override
    public boolean wholeRegion() {
        return fault.target().isPresent() && fault.target().get().begins() == Selector.Head.REGION;
    }
}
