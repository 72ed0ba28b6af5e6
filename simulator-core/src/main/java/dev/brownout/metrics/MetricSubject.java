package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Subject of a metric, or target of a fault: the resolved meaning of a name in a scenario. Assertions, predictions,
 * charts, commands and faults all resolve names here. A name therefore has the same meaning everywhere, or is rejected
 * for the same reason.
 *
 * @param sort type of the subject
 * @param name name of the request class, journey, region, key, component or zone; for links, the location at one end;
 *     empty for the whole system
 * @param part for hosts, the selection among the component's hosts; for links, the location at the other end; else
 *     empty
 */
public record MetricSubject(Sort sort, String name, String part) {
    private static final int MAX_LISTED_HOSTS = 20;
    private static final MetricSubject WHOLE = new MetricSubject(Sort.WHOLE, "", "");

    /** Type of a subject. */
    public enum Sort {
        /** Whole system: all requests together, or all components for costs. */
        WHOLE,
        /** Requests of a class. */
        REQUESTS,
        /** Visitors of a journey. */
        JOURNEY,
        /** Alert. */
        ALERT,
        /** Requests of a region's users; for a fault, all hosts of the region. */
        REGION,
        /** Requests for a key. */
        KEY,
        /** Component. */
        COMPONENT,
        /** Hosts of a component, selected by name, pattern, region or share. */
        MACHINES,
        /** Hosts of a zone. */
        ZONE,
        /** Links between two locations. */
        LINKS
    }

    /**
     * Names defined by a scenario, as far as the caller knows them.
     *
     * @param components components
     * @param requests request classes
     * @param regions regions
     * @param journeys journeys
     * @param alerts alerts
     * @param numbered returns the number of hosts of a component if they are named 1, 2, 3 and so on; empty if the
     *     number is known only after the component is built
     */
    public record Scope(
            Collection<String> components,
            Collection<String> requests,
            Collection<String> regions,
            Collection<String> journeys,
            Collection<String> alerts,
            Function<String, OptionalInt> numbered) {
        /** Returns the names of a scenario, for a system that is built. */
        public static Scope of(Scenario scenario) {
            return new Scope(
                    scenario.components().keySet(),
                    scenario.workload().requests().keySet(),
                    scenario.regions().keySet(),
                    scenario.workload().journeys().keySet(),
                    scenario.alerts().keySet(),
                    unbuilt -> OptionalInt.empty());
        }
    }

    /**
     * Resolves the subject of a metric. Whether the subject has the metric, and whether its hosts exist, is checked
     * only after the system is built.
     *
     * @param path configuration path of the reference to the metric, for messages
     * @throws ScenarioException if the metric has no valid subject
     */
    public static MetricSubject measure(Metric metric, Scope scope, String path) {
        boolean recovery = MetricDefinition.recovers(metric.name());
        boolean loss = MetricDefinition.isLossMetric(metric.name());
        boolean detection = MetricDefinition.detects(metric.name());
        if (metric.fault().isPresent() && !recovery && !loss && !detection) {
            throw new ScenarioException(
                    path,
                    "'{}': only rto, rpo, rpo_writes and mttd have a fault as argument; for other "
                            + "metrics use a window, as in '... during {}'",
                    metric,
                    metric.fault().get());
        }
        MetricSubject subject = metric.selector()
                .map(selector -> measure(selector, metric, scope, path))
                .orElse(WHOLE);
        boolean plain = metric.stat().isEmpty();
        if (recovery && !(plain && (subject.sort == Sort.WHOLE || subject.sort == Sort.REQUESTS))) {
            throw new ScenarioException(
                    path, "rto is a measure of requests: write REQUEST.rto(FAULT), not '{}'", metric);
        }
        boolean stored = List.of(Sort.COMPONENT, Sort.WHOLE, Sort.REQUESTS).contains(subject.sort);
        if (loss && !(plain && stored)) {
            throw new ScenarioException(
                    path,
                    "{} is a measure of requests or of a component: write REQUEST.{}(FAULT), not '{}'",
                    metric.name(),
                    metric.name(),
                    metric);
        }
        if (detection && !(plain && subject.sort == Sort.ALERT)) {
            throw new ScenarioException(
                    path, "mttd is a measure of an alert: write ALERT.mttd(FAULT), not '{}'", metric);
        }
        boolean money = MetricDefinition.ofCosts(metric.name()) != null;
        if (money && !(plain && (subject.sort == Sort.WHOLE || subject.sort == Sort.COMPONENT))) {
            String name = metric.name();
            throw new ScenarioException(
                    path,
                    MetricDefinition.bytes(name)
                            ? Sentence.of(
                                    "'{}': billed traffic is measured for a whole component, as in web.{}, or "
                                            + "for all, as in all.{}",
                                    metric,
                                    name,
                                    name)
                            : Sentence.of(
                                    "'{}': money is measured for a whole component, as in web.{}, or for all, "
                                            + "as in all.{}",
                                    metric,
                                    name,
                                    name));
        }
        if (MetricDefinition.ofBusiness(metric.name()) != null) {
            subject.requireRequests(metric, path);
        }
        return subject.withCheckedNumber(scope, path);
    }

    /** Rejects a subject that is not a request class. Metrics of money also accept all requests. */
    private void requireRequests(Metric metric, String path) {
        String name = metric.name();
        boolean all = MetricDefinition.money(name);
        if (metric.stat().isPresent() || sort != Sort.REQUESTS && !(all && sort == Sort.WHOLE)) {
            throw new ScenarioException(
                    path,
                    all
                            ? Sentence.of(
                                    "'{}': {} is measured for a request class, as in page.{}, or for all, as in all.{}",
                                    metric,
                                    name,
                                    name,
                                    name)
                            : Sentence.of(
                                    "'{}': {} is measured for a request class, as in page.{}", metric, name, name));
        }
    }

    private static MetricSubject measure(Selector selector, Metric metric, Scope scope, String path) {
        String metricText = metric.toString();
        return switch (selector.begins()) {
            case ALL -> {
                requireWhole(selector, 0, metricText, path);
                yield WHOLE;
            }
            case REGION -> region(selector, scope, metricText, path);
            case KEY -> {
                if (selector.parts().size() != 1
                        || metric.stat().isPresent()
                        || !metric.name().equals("availability")) {
                    throw new ScenarioException(path, "a key has one metric: key/NAME.availability");
                }
                yield new MetricSubject(Sort.KEY, selector.parts().get(0), "");
            }
            case ZONE, LINK ->
                throw new ScenarioException(
                        path,
                        "'{}': there are no metrics of {}; metrics are of requests, components, nodes, "
                                + "regions and keys",
                        metricText,
                        selector.begins().description());
            case COMPONENT -> {
                if (scope.requests().contains(selector.head())) {
                    requireWhole(selector, 0, metricText, path);
                    yield new MetricSubject(Sort.REQUESTS, selector.head(), "");
                }
                if (scope.journeys().contains(selector.head())) {
                    requireWhole(selector, 0, metricText, path);
                    yield new MetricSubject(Sort.JOURNEY, selector.head(), "");
                }
                if (scope.alerts().contains(selector.head())) {
                    requireWhole(selector, 0, metricText, path);
                    yield new MetricSubject(Sort.ALERT, selector.head(), "");
                }
                TreeSet<String> names = new TreeSet<>(scope.components());
                names.addAll(scope.requests());
                names.addAll(scope.journeys());
                names.addAll(scope.alerts());
                yield component(selector, scope, subjectTypes(scope), names, path);
            }
        };
    }

    /** Returns the types of subjects that have metrics, as text. */
    private static String subjectTypes(Scope scope) {
        List<String> kinds = new ArrayList<>(List.of("component", "request"));
        if (!scope.journeys().isEmpty()) {
            kinds.add("journey");
        }
        if (!scope.alerts().isEmpty()) {
            kinds.add("alert");
        }
        int last = kinds.size() - 1;
        return String.join(", ", kinds.subList(0, last)) + " or " + kinds.get(last);
    }

    /**
     * Resolves the target of a fault. Whether the target exists is checked only after the system is built.
     *
     * @param path configuration path of the fault, for messages
     * @throws ScenarioException if the selector is not a valid target
     */
    public static MetricSubject faultTarget(Selector selector, Scope scope, String path) {
        return switch (selector.begins()) {
            case REGION -> region(selector, scope, selector.toString(), path);
            case ZONE -> zone(selector, scope, path);
            case LINK -> {
                String[] endpoints = String.join("/", selector.parts()).split("~", 2);
                for (String end : endpoints) {
                    if (!end.isEmpty() && !scope.components().contains(end)) {
                        requireRegion(end, scope, path);
                    }
                }
                yield new MetricSubject(Sort.LINKS, endpoints[0], endpoints[endpoints.length - 1]);
            }
            case COMPONENT, ALL, KEY ->
                component(selector, scope, "component", new TreeSet<>(scope.components()), path)
                        .withCheckedNumber(scope, path);
        };
    }

    private static MetricSubject region(Selector selector, Scope scope, String metricText, String path) {
        String name = selector.parts().isEmpty() ? "" : selector.parts().get(0);
        requireRegion(name, scope, path);
        requireWhole(selector, 1, metricText, path);
        return new MetricSubject(Sort.REGION, name, "");
    }

    /** Resolves a zone of every region, or of the region that its first part names. */
    private static MetricSubject zone(Selector selector, Scope scope, String path) {
        if (selector.parts().size() > 1) {
            requireRegion(selector.parts().get(0), scope, path);
            requireWhole(selector, 2, selector.toString(), path);
        }
        return new MetricSubject(Sort.ZONE, String.join("/", selector.parts()), "");
    }

    private static void requireRegion(String name, Scope scope, String path) {
        if (scope.regions().isEmpty()) {
            throw new ScenarioException(path, "unknown region '{}'; this scenario has no 'regions' section", name);
        }
        if (!scope.regions().contains(name)) {
            throw unknown("region", name, new TreeSet<>(scope.regions()), path);
        }
    }

    private static MetricSubject component(
            Selector selector, Scope scope, String kind, TreeSet<String> names, String path) {
        String head = selector.head();
        if (!scope.components().contains(head)) {
            throw unknown(kind, head, names, path);
        }
        return selector.parts().isEmpty()
                ? new MetricSubject(Sort.COMPONENT, head, "")
                : new MetricSubject(Sort.MACHINES, head, String.join("/", selector.parts()));
    }

    /**
     * Returns this subject after a check of its host number. Rejects a number out of range if the number of hosts is
     * known.
     */
    private MetricSubject withCheckedNumber(Scope scope, String path) {
        if (sort == Sort.MACHINES && byNumber()) {
            OptionalInt machineCount = scope.numbered().apply(name);
            int number = Integer.parseInt(part);
            if (machineCount.isPresent() && (number < 1 || number > machineCount.getAsInt())) {
                throw missing(machineCount.getAsInt(), path);
            }
        }
        return this;
    }

    private static ScenarioException unknown(String kind, String name, TreeSet<String> names, String path) {
        return new ScenarioException(path, Sentence.of("unknown {} '{}'", kind, name), name, new ArrayList<>(names));
    }

    /**
     * Rejects a selector with more parts than allowed.
     *
     * @param maxParts highest number of parts
     */
    private static void requireWhole(Selector selector, int maxParts, String metricText, String path) {
        List<String> parts = selector.parts();
        if (parts.size() > maxParts) {
            throw new ScenarioException(
                    path,
                    "'{}': {} has no part '{}'",
                    metricText,
                    new Selector(selector.head(), parts.subList(0, maxParts)),
                    String.join("/", parts.subList(maxParts, parts.size())));
        }
    }

    /**
     * Returns the exception for hosts that a component does not have. It tells whether the component has hosts in other
     * regions.
     *
     * @param measured the component; {@code null} if this is no part of a component
     */
    public ScenarioException missing(ComponentMeasurements measured, Scenario scenario, String path) {
        List<Host> all = measured == null ? List.of() : measured.hosts();
        boolean isRegion = scenario.regions().containsKey(part);
        if (all.isEmpty() && measured != null && !isRegion) {
            return withoutNodes(measured.component().hosts(), path);
        }
        Set<String> locations = new TreeSet<>();
        all.forEach(host -> locations.add(host.site().region()));
        if (!isRegion || locations.contains(part)) {
            return missing(all, path);
        }
        return new ScenarioException(
                path,
                locations.isEmpty()
                        ? Sentence.of("{}: {} has no node in region '{}'", this, name, part)
                        : Sentence.of(
                                "{}: {} has no node in region '{}', only in {}",
                                this,
                                name,
                                part,
                                String.join(", ", locations)));
    }

    /** Returns the exception for hosts that do not exist, with the names of the existing ones. */
    private ScenarioException missing(List<Host> all, String path) {
        List<String> nodes = all.stream().map(Host::node).toList();
        boolean plain = nodes.isEmpty() || byNumber() && nodes.stream().allMatch(node -> node.matches("\\d+"));
        List<String> listed = nodes.subList(0, Math.min(nodes.size(), MAX_LISTED_HOSTS));
        return plain
                ? missing(nodes.size(), path)
                : new ScenarioException(
                        path,
                        nodes.size() == 1
                                ? "{} does not exist: {} has {} node: {}"
                                : "{} does not exist: {} has {} nodes: {}",
                        this,
                        name,
                        nodes.size(),
                        String.join(", ", listed));
    }

    /**
     * Returns the exception for a part of a component that has no nodes in the scenario.
     *
     * @param servers hosts that only faults affect, such as name servers; empty for none
     */
    private ScenarioException withoutNodes(List<Host> servers, String path) {
        List<String> names = servers.stream().map(Host::node).toList();
        if (names.contains(part)) {
            return new ScenarioException(path, "{} has no metrics of its own; use those of {}", this, name);
        }
        if (names.isEmpty()) {
            return new ScenarioException(
                    path, "{} does not exist: {} has no nodes; name the whole component, {}", this, name, name);
        }
        return new ScenarioException(
                path,
                names.size() == 1
                        ? "{} does not exist: {} has the server {}"
                        : "{} does not exist: {} has the servers {}",
                this,
                name,
                String.join(", ", names));
    }

    private ScenarioException missing(int count, String path) {
        return new ScenarioException(
                path,
                count == 1 ? "{} does not exist: {} has {} node" : "{} does not exist: {} has {} nodes",
                this,
                name,
                count);
    }

    private boolean byNumber() {
        return part.matches("\\d{1,9}");
    }

    /** Returns the key of the request counts: of a class, of a region, or of all requests. */
    String counts() {
        return switch (sort) {
            case REQUESTS -> name;
            case REGION -> Selector.Head.REGION.word() + "/" + name;
            default -> MetricResolver.ALL;
        };
    }

    /** Returns whether the subject is a component or some of its hosts. */
    boolean isPlaced() {
        return sort == Sort.COMPONENT || sort == Sort.MACHINES;
    }

    /** Returns whether the subject is an entity of its own, not a part of another one. */
    boolean isWholeEntity() {
        return switch (sort) {
            case WHOLE, REQUESTS, COMPONENT, JOURNEY, ALERT -> true;
            case REGION, KEY, MACHINES, ZONE, LINKS -> false;
        };
    }

    /** Returns the name of the component, request class, journey or alert; an empty string for other subjects. */
    public String owner() {
        return isPlaced() || sort == Sort.REQUESTS || sort == Sort.JOURNEY || sort == Sort.ALERT ? name : "";
    }

    /** Returns the subject as a scenario writes it. */
    @Override
    public String toString() {
        return part.isEmpty() ? name : name + "/" + part;
    }
}
