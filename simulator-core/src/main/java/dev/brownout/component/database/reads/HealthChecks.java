package dev.brownout.component.database.reads;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ComponentContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds out which nodes answer, for all callers: each node is checked from its own place, at a phase of its own. One
 * that is out is not asked for reads.
 */
public final class HealthChecks {
    private final ComponentContext context;
    private final Consumer<DatabaseNode> lost;
    private final HealthCheck[] watches;

    /**
     * Not begun yet; all nodes answer.
     *
     * @param lost hears of each node that is given up
     */
    public HealthChecks(
            ComponentContext context, HealthSpec health, List<DatabaseNode> nodes, Consumer<DatabaseNode> lost) {
        this.context = context;
        this.lost = lost;
        this.watches = new HealthCheck[nodes.size()];
        Simulation simulation = context.simulation();
        for (DatabaseNode node : nodes) {
            Host from =
                    new Host(simulation, context.name(), "checks", node.host().site(), null);
            watches[node.number()] = health.watch(
                    simulation,
                    context.network(),
                    from,
                    node.host(),
                    context.stream("check " + node.name()),
                    up -> turned(node, up));
        }
    }

    /** Begins. */
    public void start() {
        for (HealthCheck watch : watches) {
            watch.start();
        }
    }

    /** Begins anew with a machine that counts as well. */
    public void restart(DatabaseNode node) {
        watches[node.number()].stop();
        node.answers(true);
        watches[node.number()].start();
    }

    private void turned(DatabaseNode node, boolean up) {
        node.answers(up);
        if (up) {
            context.note("returned", node.name(), node.name() + " answers again");
        } else {
            context.note("ejected", node.name(), node.name() + " does not answer and is no longer asked for reads");
            lost.accept(node);
        }
    }
}
