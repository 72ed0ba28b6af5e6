package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.node.SizedNode;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ComponentContext;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One of several primaries: its machine, its clock, what it has committed and what it has of all rows. */
final class PrimaryNode implements Host.Resident, SizedNode {
    /** Who hears what becomes of a node. */
    interface Listener {
        /** A node is about to show a write of another one. */
        void applies(PrimaryNode node, RowWrite write);

        /** A node went away or came back. */
        void stateChanged(PrimaryNode node);
    }

    private final int number;
    private final Host host;
    private final Cores cores;
    private final CapacityTracker provisioned;
    private final List<PrimaryNode> nodes;
    private final MachineClock clock;
    private final OriginLog log = new OriginLog();
    private final ReplicationApplier intake;
    private final Listener listener;
    private int incarnation;

    /**
     * One that is up and has what there was before the run.
     *
     * @param nodes all of them, by their numbers, as soon as they are there
     * @param many how many that will be
     */
    PrimaryNode(
            ComponentContext context,
            int number,
            Host host,
            DatabaseNode.Equipment equipment,
            List<PrimaryNode> nodes,
            int many,
            Listener listener) {
        this.number = number;
        this.host = host;
        this.listener = listener;
        this.nodes = nodes;
        Simulation simulation = context.simulation();
        this.clock = new MachineClock(simulation);
        this.intake = new ReplicationApplier(
                this, simulation, nodes, many, equipment.applyCost(), equipment.applyIntervalNanos());
        DatabaseNode.NodeMeasures measures = context.measures(DatabaseNode.NodeMeasures.class, host);
        measures.provisioned_utilization().mirror(measures.utilization());
        provisioned = CapacityTracker.whileProvisioned(
                simulation, host, measures.provisioned_utilization(), equipment.cores());
        cores = context.cores(host, equipment.cores(), equipment.places(), measures.utilization(), measures.queue());
        measures.utilization()
                .countBeside(
                        simulation.now(),
                        context.measures(RoleHistory.RoleMeasures.class).primary_utilization());
        measures.backlog().from(() -> oldest(nodes, simulation.now(), intake::received));
        measures.lag().from(() -> oldest(nodes, simulation.now(), intake::applied));
        host.attach(this);
    }

    /** Up to where it has the log of another one. */
    private interface Position {
        long of(int node);
    }

    /** Age of the oldest write of another node that is not there; -1 where its own process is dead. */
    private long oldest(List<PrimaryNode> nodes, long now, Position position) {
        if (!host.membership().alive()) {
            return -1;
        }
        long oldest = 0;
        for (PrimaryNode other : nodes) {
            if (other != this) {
                oldest = Math.max(oldest, other.log.ageNanos(now, position.of(other.number)));
            }
        }
        return oldest;
    }

    /** Its place among the nodes, from 0. */
    int number() {
        return number;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public void resize(int many) {
        cores.resize(many);
        provisioned.resize(many);
    }

    /** All are primaries, and none has to be the last. */
    @Override
    public boolean leads() {
        return false;
    }

    @Override
    public BooleanSupplier returned() {
        long[] committed = nodes.stream().mapToLong(node -> node.log.end()).toArray();
        return () -> nodes.stream()
                .allMatch(other -> other == this || intake.applied(other.number) >= committed[other.number]);
    }

    /** On which its reads and writes work, and the writes of others that it applies. */
    Cores cores() {
        return cores;
    }

    /** By which it stamps its writes. */
    MachineClock clock() {
        return clock;
    }

    /** What it has committed. */
    OriginLog log() {
        return log;
    }

    /** What it has received of the others. */
    ReplicationApplier intake() {
        return intake;
    }

    /** Whether its process has run on since it was last seen up, perhaps without a network. */
    boolean running() {
        return host.incarnation() == incarnation;
    }

    /** A write of another one has been worked on. */
    void apply(RowWrite write) {
        listener.applies(this, write);
    }

    @Override
    public void onCrash() {
        intake.died();
    }

    @Override
    public void stateChanged() {
        if (host.up()) {
            incarnation = host.incarnation();
        }
        listener.stateChanged(this);
        intake.release();
    }

    @Override
    public void onRestart() {
        if (host.up()) {
            incarnation = host.incarnation();
        }
        intake.release();
    }

    @Override
    public void onResume() {
        intake.release();
    }
}
