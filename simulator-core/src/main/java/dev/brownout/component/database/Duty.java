package dev.brownout.component.database;

import dev.brownout.measure.Occupancy;
import dev.brownout.node.Host;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shown;
import dev.brownout.wiring.Skew;
import dev.brownout.wiring.Wiring;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether a machine takes writes or follows, from when on, and the work that all do who do the same. */
final class Duty {
    /** What is measured of those who do the same. */
    record Measures(
            @Doc("Busy cores of primaries over the cores of primaries that are up, time-weighted.")
            @Shown(value = Shown.As.UTILIZATION, in = Shown.In.SUMMARY, part = "primary")
            Occupancy primary_utilization,

            @Doc("Busy cores of replicas over the cores of replicas that are up, time-weighted.")
            @Shown(value = Shown.As.UTILIZATION, in = Shown.In.SUMMARY, part = "replica")
            Occupancy replica_utilization) {}

    private final Node node;
    private final Measures measures;
    private final Occupancy busy;
    private final Map<Long, String> since = new TreeMap<>();
    private String last = "";

    /**
     * What it is now.
     *
     * @param busy counts the machine's cores in use, and knows how many there are
     */
    Duty(Node node, Wiring wiring, Occupancy busy) {
        this.node = node;
        this.measures = wiring.measures(Measures.class);
        this.busy = busy;
        look();
    }

    /** The duties of all machines of some groups. */
    static Skew.Roles of(List<ReplicaGroup> groups) {
        Map<Host, Duty> duties = new LinkedHashMap<>();
        for (ReplicaGroup group : groups) {
            for (Node node : group.nodes) {
                duties.put(node.host, node.duty);
            }
        }
        return (host, instant) -> duties.get(host).at(instant);
    }

    /** Looks at what the machine is now; one that has not heard of its successor still does a primary's work. */
    void look() {
        boolean leads = node.role == Node.Role.PRIMARY || node.role == Node.Role.LATE;
        String now = leads ? "primary" : "replica";
        if (!now.equals(last)) {
            last = now;
            since.put(node.now(), now);
            busy.countBeside(node.now(), leads ? measures.primary_utilization() : measures.replica_utilization());
        }
    }

    /** What it was at an instant. */
    private String at(long instant) {
        String duty = last;
        for (Map.Entry<Long, String> change : since.entrySet()) {
            if (change.getKey() <= instant) {
                duty = change.getValue();
            }
        }
        return duty;
    }
}
