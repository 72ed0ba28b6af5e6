package dev.brownout.component.database;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;

/**
 * Finds out which nodes answer: every node is asked something small at the same moments. A machine that refuses fails
 * at once, a silent one after the timeout; so many failures in a row and it is no longer asked for reads, so many
 * successes and it is again.
 */
final class Checks implements Event {
    private final ReplicaGroup group;
    private final Simulation simulation;
    private final Reads.Health health;
    private final int[] failures;
    private final int[] successes;

    Checks(ReplicaGroup group, Reads.Health health) {
        this.group = group;
        this.simulation = group.simulation;
        this.health = health;
        this.failures = new int[group.nodes.length];
        this.successes = new int[group.nodes.length];
    }

    /** Begins; the first checks come after a phase. */
    void start(long phaseNanos) {
        simulation.after(phaseNanos, this, 0);
    }

    @Override
    public void fire(int step) {
        simulation.after(health.every().toNanos(), this, 0);
        for (Node node : group.nodes) {
            if (node.host.up()) {
                succeed(node);
            } else if (node.host.state() == Host.State.CRASHED) {
                fail(node);
            } else {
                simulation.after(health.timeout().toNanos(), ignored -> fail(node), 0);
            }
        }
    }

    private void succeed(Node node) {
        failures[node.number] = 0;
        if (++successes[node.number] >= health.rise() && !node.answers) {
            node.answers = true;
            group.note("returned", node, node.name() + " answers again");
        }
    }

    private void fail(Node node) {
        successes[node.number] = 0;
        if (++failures[node.number] == health.fall() && node.answers) {
            node.answers = false;
            group.note("ejected", node, node.name() + " does not answer and is no longer asked for reads");
            group.lost(node);
        }
    }
}
