package dev.brownout.component.database.reads;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.Host;
import dev.brownout.kernel.Simulation;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import java.util.List;
import java.util.function.Consumer;

/**
 * Health checks of the nodes, for all callers. Each node is checked from its own location, at its own phase. A node
 * that fails its checks serves no reads.
 */
public final class HealthChecks {
    private final ComponentContext context;
    private final Consumer<DatabaseNode> lost;
    private final HealthCheck[] watches;

    /**
     * Creates checks that are not started. All nodes are considered healthy.
     *
     * @param lost called for each node that fails its checks
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
            watches[node.number()] = health.createCheck(
                    simulation,
                    context.network(),
                    from,
                    node.host(),
                    context.stream("check " + node.name()),
                    isUp -> onTurned(node, isUp));
        }
    }

    /** Starts the checks. */
    public void start() {
        for (HealthCheck watch : watches) {
            watch.start();
        }
    }

    /** Restarts the checks of a node on a new machine, which is considered healthy. */
    public void restart(DatabaseNode node) {
        watches[node.number()].stop();
        node.answers(true);
        watches[node.number()].start();
    }

    private void onTurned(DatabaseNode node, boolean isUp) {
        node.answers(isUp);
        if (isUp) {
            context.timeline()
                    .note(
                            "returned",
                            node.name(),
                            Sentence.of("{} passed its health check; back in read pool", node.name()));
        } else {
            context.timeline()
                    .note(
                            "ejected",
                            node.name(),
                            Sentence.of("{} failed its health check; removed from read pool", node.name()));
            lost.accept(node);
        }
    }
}
