package dev.brownout.metrics;

import dev.brownout.kernel.Simulation;
import dev.brownout.result.VariantResult.RoleSpan;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What happened when, and which node had which role. */
public final class RunTimeline {
    private static final String PRIMARY = "primary";

    private record Role(String name, long since) {}

    private final Simulation simulation;
    private final List<TimelineEvent> happenings = new ArrayList<>();
    private final List<RoleSpan> roles = new ArrayList<>();
    private final Map<String, Map<String, Role>> current = new LinkedHashMap<>();
    private final Map<String, Long> promotions = new LinkedHashMap<>();
    private String fault = "";

    /** Empty; what happens, happens now. */
    public RunTimeline(Simulation simulation) {
        this.simulation = simulation;
    }

    /** How many things are kept. */
    public long length() {
        return (long) happenings.size() + roles.size();
    }

    /** Says which fault began last: the likely cause of what follows. */
    public void faultBegan(String name) {
        fault = name;
    }

    /** Something happened now, because of the fault that began last; the data say what the text does, for programs. */
    public void note(String what, String component, String node, String text, Map<String, Object> data) {
        happenings.add(new TimelineEvent(simulation.now(), what, component, node, fault, text, data));
    }

    /** Something happened. */
    public void add(TimelineEvent happening) {
        happenings.add(happening);
    }

    /** A node has a role from now on. */
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

    /** Whether another node of a component has become primary before an instant, so that names no longer tell roles. */
    boolean promotedBefore(String component, long at) {
        return promotions.getOrDefault(component, Long.MAX_VALUE) < at;
    }

    /** Who had which role when, up to an instant. */
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

    /** In order of time; what happened at the same instant stays in the order in which it was noted. */
    public List<TimelineEvent> happenings() {
        List<TimelineEvent> sorted = new ArrayList<>(happenings);
        sorted.sort(Comparator.comparing(TimelineEvent::atNanos));
        return sorted;
    }
}
