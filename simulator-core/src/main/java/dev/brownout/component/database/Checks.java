package dev.brownout.component.database;

import dev.brownout.health.HealthSpec;
import dev.brownout.health.Watch;
import dev.brownout.network.Probe;
import dev.brownout.node.Host;
import dev.brownout.wiring.Wiring;

/**
 * Finds out which nodes answer, for all callers: each node is checked from its own place, at a phase of its own. One
 * that is out is not asked for reads.
 */
final class Checks {
    private final ReplicaGroup group;
    private final Watch[] watches;

    Checks(ReplicaGroup group, Wiring wiring, HealthSpec health) {
        this.group = group;
        this.watches = new Watch[group.nodes.length];
        for (Node node : group.nodes) {
            Host from = new Host(group.simulation, wiring.name(), "checks", node.host.site(), null);
            Probe probe = new Probe(
                    group.simulation,
                    group.network,
                    from,
                    node.host,
                    health.type(),
                    health.timeout().toNanos());
            watches[node.number] = new Watch(
                    group.simulation,
                    health.rhythm(),
                    wiring.stream("check " + node.name()),
                    probe::ask,
                    up -> turned(node, up));
        }
    }

    /** Begins. */
    void start() {
        for (Watch watch : watches) {
            watch.start();
        }
    }

    /** Begins anew with a machine that counts as well. */
    void restart(Node node) {
        watches[node.number].stop();
        node.answers = true;
        watches[node.number].start();
    }

    private void turned(Node node, boolean up) {
        node.answers = up;
        if (up) {
            group.note("returned", node, node.name() + " answers again");
        } else {
            group.note("ejected", node, node.name() + " does not answer and is no longer asked for reads");
            group.lost(node);
        }
    }
}
