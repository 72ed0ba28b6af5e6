package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.sla.Metric;
import dev.brownout.spec.Selector;
import dev.brownout.spi.ScenarioException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What a name means in a scenario: whose number somebody asks for, or what a fault hits. Assertions, predictions,
 * charts, commands and faults have their names judged here and nowhere else, so that the same words name the same thing
 * wherever they stand, or are refused for the same reason.
 *
 * @param sort what it is
 * @param name the request, the journey, the region, the key, the component or the zone; of links the place at one end;
 *     empty for the whole
 * @param part of machines: which of the component's; of links: the place at the other end; else empty
 */
public record MetricSubject(Sort sort, String name, String part) {
    private static final int MOST_MACHINES_TOLD = 20;
    private static final MetricSubject WHOLE = new MetricSubject(Sort.WHOLE, "", "");

    /** What can be named. */
    public enum Sort {
        /** All requests together; of money all components. */
        WHOLE,
        /** The requests of a class. */
        REQUESTS,
        /** The visitors of a journey. */
        JOURNEY,
        /** An alert. */
        ALERT,
        /** The requests of a region's users, or for a fault all that stands there. */
        REGION,
        /** The requests for a key. */
        KEY,
        /** A component. */
        COMPONENT,
        /** Some machines of a component: by name, pattern, region or share. */
        MACHINES,
        /** The machines of a zone. */
        ZONE,
        /** The links between two places. */
        LINKS
    }

    /**
     * The names that a scenario gives, as far as they are known to who asks.
     *
     * @param components its components
     * @param requests its request classes
     * @param regions its regions
     * @param journeys its kinds of visitors
     * @param alerts its alerts
     * @param numbered how many machines a component has that are called 1, 2, 3 and so on; empty where that is known
     *     only when it is built
     */
    public record Scope(
            Collection<String> components,
            Collection<String> requests,
            Collection<String> regions,
            Collection<String> journeys,
            Collection<String> alerts,
            Function<String, OptionalInt> numbered) {}

    /**
     * Whose number a metric is. Whether the metric is one of theirs, and the machines are there, shows only what is
     * built.
     *
     * @param path configuration path of what names it, for messages
     * @throws ScenarioException if it is nobody's
     */
    public static MetricSubject measured(Metric metric, Scope scope, String path) {
        boolean recovery = MetricDefinition.recovers(metric.name());
        boolean loss = MetricDefinition.loses(metric.name());
        boolean detection = MetricDefinition.detects(metric.name());
        if (metric.fault().isPresent() && !recovery && !loss && !detection) {
            throw new ScenarioException(
                    path,
                    "'" + metric
                            + "': only rto, rpo, rpo_writes and mttd are of a fault; of everything else the window"
                            + " says when, as in '... during "
                            + metric.fault().get() + "'");
        }
        MetricSubject subject = metric.selector()
                .map(selector -> measured(selector, metric, scope, path))
                .orElse(WHOLE);
        boolean plain = metric.stat().isEmpty();
        if (recovery && !(plain && (subject.sort == Sort.WHOLE || subject.sort == Sort.REQUESTS))) {
            throw new ScenarioException(
                    path, "rto is a measure of requests: write REQUEST.rto(FAULT), not '" + metric + "'");
        }
        boolean stored = List.of(Sort.COMPONENT, Sort.WHOLE, Sort.REQUESTS).contains(subject.sort);
        if (loss && !(plain && stored)) {
            throw new ScenarioException(
                    path,
                    metric.name() + " is a measure of requests or of a component: write REQUEST." + metric.name()
                            + "(FAULT), not '" + metric + "'");
        }
        if (detection && !(plain && subject.sort == Sort.ALERT)) {
            throw new ScenarioException(
                    path, "mttd is a measure of an alert: write ALERT.mttd(FAULT), not '" + metric + "'");
        }
        boolean money = MetricDefinition.ofCosts(metric.name()) != null;
        if (money && !(plain && (subject.sort == Sort.WHOLE || subject.sort == Sort.COMPONENT))) {
            String name = metric.name();
            throw new ScenarioException(
                    path,
                    "'" + metric + "': " + (MetricDefinition.bytes(name) ? "what is billed" : "money")
                            + " is of a whole component, as in web." + name + ", or of all, as in all." + name);
        }
        if (MetricDefinition.ofBusiness(metric.name()) != null) {
            subject.requireRequests(metric, path);
        }
        return subject.there(scope, path);
    }

    /** Refuses what is no measure of a class of requests; money is of all of them as well. */
    private void requireRequests(Metric metric, String path) {
        String name = metric.name();
        boolean all = MetricDefinition.money(name);
        if (metric.stat().isPresent() || sort != Sort.REQUESTS && !(all && sort == Sort.WHOLE)) {
            throw new ScenarioException(
                    path,
                    "'" + metric + "': " + name + " is of a class of requests, as in page." + name
                            + (all ? ", or of all, as in all." + name : ""));
        }
    }

    private static MetricSubject measured(Selector selector, Metric metric, Scope scope, String path) {
        String asked = metric.toString();
        return switch (selector.begins()) {
            case ALL -> {
                requireWhole(selector, 0, asked, path);
                yield WHOLE;
            }
            case REGION -> region(selector, scope, asked, path);
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
                        "'" + asked + "': no number is of " + selector.begins().what()
                                + "; numbers are of requests, of components and their machines, of regions and keys");
            case COMPONENT -> {
                if (scope.requests().contains(selector.head())) {
                    requireWhole(selector, 0, asked, path);
                    yield new MetricSubject(Sort.REQUESTS, selector.head(), "");
                }
                if (scope.journeys().contains(selector.head())) {
                    requireWhole(selector, 0, asked, path);
                    yield new MetricSubject(Sort.JOURNEY, selector.head(), "");
                }
                if (scope.alerts().contains(selector.head())) {
                    requireWhole(selector, 0, asked, path);
                    yield new MetricSubject(Sort.ALERT, selector.head(), "");
                }
                TreeSet<String> known = new TreeSet<>(scope.components());
                known.addAll(scope.requests());
                known.addAll(scope.journeys());
                known.addAll(scope.alerts());
                yield component(selector, scope, what(scope), known, path);
            }
        };
    }

    /** What has numbers, in words. */
    private static String what(Scope scope) {
        List<String> what = new ArrayList<>(List.of("component", "request"));
        if (!scope.journeys().isEmpty()) {
            what.add("journey");
        }
        if (!scope.alerts().isEmpty()) {
            what.add("alert");
        }
        int last = what.size() - 1;
        return String.join(", ", what.subList(0, last)) + " or " + what.get(last);
    }

    /**
     * What a fault hits. Whether it is there, shows only what is built.
     *
     * @param path configuration path of the fault, for messages
     * @throws ScenarioException if it is nothing that could be hit
     */
    public static MetricSubject struck(Selector selector, Scope scope, String path) {
        return switch (selector.begins()) {
            case REGION -> region(selector, scope, selector.toString(), path);
            case ZONE -> new MetricSubject(Sort.ZONE, String.join("/", selector.parts()), "");
            case LINK -> {
                String[] ends = String.join("/", selector.parts()).split("~", 2);
                for (String end : ends) {
                    if (!end.isEmpty() && !scope.components().contains(end)) {
                        requireRegion(end, scope, path);
                    }
                }
                yield new MetricSubject(Sort.LINKS, ends[0], ends[ends.length - 1]);
            }
            case COMPONENT, ALL, KEY ->
                component(selector, scope, "component", new TreeSet<>(scope.components()), path)
                        .there(scope, path);
        };
    }

    private static MetricSubject region(Selector selector, Scope scope, String asked, String path) {
        String name = selector.parts().isEmpty() ? "" : selector.parts().get(0);
        requireRegion(name, scope, path);
        requireWhole(selector, 1, asked, path);
        return new MetricSubject(Sort.REGION, name, "");
    }

    private static void requireRegion(String name, Scope scope, String path) {
        if (scope.regions().isEmpty()) {
            throw new ScenarioException(path, "unknown region '" + name + "'; this scenario has no 'regions' section");
        }
        if (!scope.regions().contains(name)) {
            throw unknown("region", name, new TreeSet<>(scope.regions()), path);
        }
    }

    private static MetricSubject component(
            Selector selector, Scope scope, String what, TreeSet<String> known, String path) {
        String head = selector.head();
        if (!scope.components().contains(head)) {
            throw unknown(what, head, known, path);
        }
        return selector.parts().isEmpty()
                ? new MetricSubject(Sort.COMPONENT, head, "")
                : new MetricSubject(Sort.MACHINES, head, String.join("/", selector.parts()));
    }

    /** The same, where it is not a machine by its number of which it is known that there are not so many. */
    private MetricSubject there(Scope scope, String path) {
        if (sort == Sort.MACHINES && byNumber()) {
            OptionalInt many = scope.numbered().apply(name);
            int number = Integer.parseInt(part);
            if (many.isPresent() && (number < 1 || number > many.getAsInt())) {
                throw missing(many.getAsInt(), "", path);
            }
        }
        return this;
    }

    private static ScenarioException unknown(String what, String name, TreeSet<String> known, String path) {
        return new ScenarioException(path, "unknown " + what + " '" + name + "'", name, new ArrayList<>(known));
    }

    /** Refuses what stands behind a name that has no parts, or not so many. */
    private static void requireWhole(Selector selector, int most, String asked, String path) {
        List<String> parts = selector.parts();
        if (parts.size() > most) {
            throw new ScenarioException(
                    path,
                    "'" + asked + "': " + new Selector(selector.head(), parts.subList(0, most)) + " has no part '"
                            + String.join("/", parts.subList(most, parts.size())) + "'");
        }
    }

    /** Why these machines are none, where the component has others. */
    ScenarioException missing(List<Host> all, String path) {
        List<String> nodes = all.stream().map(Host::node).toList();
        boolean plain = nodes.isEmpty() || byNumber() && nodes.stream().allMatch(node -> node.matches("\\d+"));
        List<String> told = nodes.subList(0, Math.min(nodes.size(), MOST_MACHINES_TOLD));
        return missing(nodes.size(), plain ? "" : ": " + String.join(", ", told), path);
    }

    private ScenarioException missing(int many, String which, String path) {
        return new ScenarioException(
                path, this + ": " + name + " has " + many + (many == 1 ? " node" : " nodes") + which);
    }

    private boolean byNumber() {
        return part.matches("\\d{1,9}");
    }

    /** The name under which the counts of requests are kept: of a class, of a region, or of all together. */
    String counts() {
        return switch (sort) {
            case REQUESTS -> name;
            case REGION -> Selector.Head.REGION.word() + "/" + name;
            default -> MetricResolver.ALL;
        };
    }

    /** Whether it is a component, or some of its machines. */
    boolean standing() {
        return sort == Sort.COMPONENT || sort == Sort.MACHINES;
    }

    /** Whether it is part of something that has a name of its own, or may be. */
    boolean whole() {
        return switch (sort) {
            case WHOLE, REQUESTS, COMPONENT, JOURNEY, ALERT -> true;
            case REGION, KEY, MACHINES, ZONE, LINKS -> false;
        };
    }

    /** The component, class of requests, journey or alert; empty for what is none of them. */
    public String owner() {
        return standing() || sort == Sort.REQUESTS || sort == Sort.JOURNEY || sort == Sort.ALERT ? name : "";
    }

    /** As a scenario writes it. */
    @Override
    public String toString() {
        return part.isEmpty() ? name : name + "/" + part;
    }
}
