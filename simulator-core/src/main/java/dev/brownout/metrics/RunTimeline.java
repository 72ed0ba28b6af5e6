package dev.brownout.metrics;

import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.result.ComponentResult.NodeState;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Timeline of a run: its events, and the roles of nodes over time. */
public final class RunTimeline {
    private static final String PRIMARY = "primary";

    private record Role(String name, long since) {}

    private final Simulation simulation;
    private final List<TimelineEvent> events = new ArrayList<>();
    private final List<RoleSpan> roles = new ArrayList<>();
    private final Map<String, Map<String, Role>> current = new LinkedHashMap<>();
    private final Map<String, Long> promotions = new LinkedHashMap<>();
    private final Map<String, List<HostStateLog>> hosts = new LinkedHashMap<>();
    private String fault = "";

    /** Creates an empty timeline that takes its time from the simulation. */
    public RunTimeline(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Returns the number of stored entries. */
    public long length() {
        return (long) events.size() + roles.size();
    }

    /** Sets the latest fault. Subsequent events are attributed to it as their likely cause. */
    public void faultBegan(String name) {
        fault = name;
    }

    /**
     * Adds an event at the current time, attributed to the latest fault.
     *
     * @param text description of the event
     * @param data content of the text in machine-readable form
     */
    public void note(String event, String component, String node, Sentence text, Map<String, Object> data) {
        events.add(new TimelineEvent(simulation.now(), event, component, node, fault, text, data));
    }

    /** Adds an event. */
    public void add(TimelineEvent event) {
        events.add(event);
    }

    /** Records that a node has a role from now on. */
    public void role(String component, String node, String role) {
        Map<String, Role> nodes = current.computeIfAbsent(component, name -> new LinkedHashMap<>());
        Role before = nodes.put(node, new Role(role, simulation.now()));
        if (role.equals(PRIMARY) && simulation.now() > 0 && before != null) {
            promotions.putIfAbsent(component, simulation.now());
        }
        if (before != null && before.since() < simulation.now()) {
            roles.add(new RoleSpan(component, node, before.name(), before.since(), simulation.now()));
        }
    }

    /**
     * Returns whether another node of a component became primary before an instant. After that, node names do not imply
     * roles.
     */
    boolean promotedBefore(String component, long instant) {
        return promotions.getOrDefault(component, Long.MAX_VALUE) < instant;
    }

    /** Returns the roles of the nodes with their periods, up to an instant. */
    public List<RoleSpan> roles(long endAt) {
        List<RoleSpan> all = new ArrayList<>(roles);
        current.forEach((component, nodes) -> nodes.forEach((node, role) -> {
            if (role.since() < endAt) {
                all.add(new RoleSpan(component, node, role.name(), role.since(), endAt));
            }
        }));
        all.sort(Comparator.comparing(RoleSpan::component)
                .thenComparing(RoleSpan::node)
                .thenComparing(RoleSpan::fromNanos));
        return all;
    }

    /** Starts to record the states of a host. */
    public void follow(Host host) {
        hosts.computeIfAbsent(host.component(), component -> new ArrayList<>()).add(new HostStateLog(simulation, host));
    }

    /** Returns the states of the hosts of a component up to now, by host in the order of their creation. */
    List<NodeState> states(String component) {
        return hosts.getOrDefault(component, List.of()).stream()
                .flatMap(log -> log.statesUntil(simulation.now()).stream())
                .toList();
    }

    /** Returns the events in order of time. Events of the same instant keep the order in which they were added. */
    public List<TimelineEvent> events() {
        List<TimelineEvent> sorted = new ArrayList<>(events);
        sorted.sort(Comparator.comparing(TimelineEvent::atNanos));
        return sorted;
    }
}
