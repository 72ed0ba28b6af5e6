package dev.brownout.component.database.node;

import dev.brownout.host.Host;
import dev.brownout.instrument.Occupancy;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a machine takes writes or follows, from when on, and the work that all do who do the same. */
public final class RoleHistory {
    /** What is measured of those who do the same. */
    public record RoleMeasures(
            @Doc("Busy cores of primaries over the cores of primaries that are up, time-weighted.")
            @Display(value = Display.As.UTILIZATION, in = Display.In.SUMMARY, part = "primary")
            Occupancy primary_utilization,

            @Doc("Busy cores of replicas over the cores of replicas that are up, time-weighted.")
            @Display(value = Display.As.UTILIZATION, in = Display.In.SUMMARY, part = "replica")
            Occupancy replica_utilization) {}

    private final Simulation simulation;
    private final RoleMeasures measures;
    private final Occupancy busy;
    private final Map<Long, String> since = new TreeMap<>();
    private String last = "";

    /**
     * Begins with a role.
     *
     * @param busy counts the machine's cores in use, and knows how many there are
     */
    RoleHistory(ComponentContext context, DatabaseNode.Role first, Occupancy busy) {
        this.simulation = context.simulation();
        this.measures = context.measures(RoleMeasures.class);
        this.busy = busy;
        add(first);
    }

    /** What all machines of some nodes did at an instant. */
    public static LoadSkew.Roles of(List<DatabaseNode> nodes) {
        Map<Host, RoleHistory> histories = new LinkedHashMap<>();
        nodes.forEach(node -> histories.put(node.host(), node.roles()));
        return (host, instant) -> histories.get(host).at(instant);
    }

    /** A role from now on; who has not heard of its successor still does a primary's work. */
    void add(DatabaseNode.Role role) {
        boolean leads = role == DatabaseNode.Role.PRIMARY || role == DatabaseNode.Role.LATE;
        String now = leads ? "primary" : "replica";
        if (!now.equals(last)) {
            last = now;
            since.put(simulation.now(), now);
            busy.countBeside(simulation.now(), leads ? measures.primary_utilization() : measures.replica_utilization());
        }
    }

    /** What it was at an instant. */
    private String at(long instant) {
        String role = last;
        for (Map.Entry<Long, String> change : since.entrySet()) {
            if (change.getKey() <= instant) {
                role = change.getValue();
            }
        }
        return role;
    }
}
