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

/** History of the role of a node, as primary or replica, and the utilization of all nodes by role. */
public final class RoleHistory {
    /** Metrics of all nodes with the same role. */
    public record RoleMeasures(
            @Doc("Busy cores of primaries divided by the cores of primaries that are up, time-weighted.")
            @Display(value = Display.As.UTILIZATION, in = Display.In.SUMMARY, part = "primary")
            Occupancy primaryUtilization,

            @Doc("Busy cores of replicas divided by the cores of replicas that are up, time-weighted.")
            @Display(value = Display.As.UTILIZATION, in = Display.In.SUMMARY, part = "replica")
            Occupancy replicaUtilization) {}

    private final Simulation simulation;
    private final RoleMeasures measures;
    private final Occupancy busy;
    private final Map<Long, String> since = new TreeMap<>();
    private String last = "";

    /**
     * Creates a history that starts with a role.
     *
     * @param busy occupancy of the cores of the node
     */
    RoleHistory(ComponentContext context, DatabaseNode.Role first, Occupancy busy) {
        this.simulation = context.simulation();
        this.measures = context.metrics().instruments(RoleMeasures.class);
        this.busy = busy;
        add(first);
    }

    /** Returns a lookup of the role of each node at an instant. */
    public static LoadSkew.Roles roles(List<DatabaseNode> nodes) {
        Map<Host, RoleHistory> histories = new LinkedHashMap<>();
        nodes.forEach(node -> histories.put(node.host(), node.roles()));
        return (host, instant) -> histories.get(host).roleAt(instant);
    }

    /** Adds a role from now on. A former primary that does not know its successor still counts as primary. */
    void add(DatabaseNode.Role role) {
        boolean leads = role == DatabaseNode.Role.PRIMARY || role == DatabaseNode.Role.LATE;
        String now = leads ? "primary" : "replica";
        if (!now.equals(last)) {
            last = now;
            since.put(simulation.now(), now);
            busy.addMirror(simulation.now(), leads ? measures.primaryUtilization() : measures.replicaUtilization());
        }
    }

    /** Returns the role at an instant. */
    private String roleAt(long instant) {
        String role = last;
        for (Map.Entry<Long, String> change : since.entrySet()) {
            if (change.getKey() <= instant) {
                role = change.getValue();
            }
        }
        return role;
    }
}
