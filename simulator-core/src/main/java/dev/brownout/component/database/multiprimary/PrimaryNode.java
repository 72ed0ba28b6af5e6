package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.RoleHistory;
import dev.brownout.component.database.node.SizedNode;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.host.MachineClock;
import dev.brownout.kernel.Simulation;
import dev.brownout.spi.ComponentContext;
import java.util.List;
import java.util.function.BooleanSupplier;

/** A primary of a multi-primary database: its host, its clock, its commit log, and its replication state. */
final class PrimaryNode implements Host.Resident, SizedNode {
    /** Listener for the events of a node. */
    interface Listener {
        /** Called before a node makes a write of a peer visible. */
        void applies(PrimaryNode node, RowWrite write);

        /** Called when the state of the host of a node changes, such as down or up. */
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
     * Creates a node that is up and has the rows from before the run.
     *
     * @param nodes list of all nodes by number; complete only after all of them are created
     * @param many final number of nodes
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
        CoreMetrics use = context.metrics().instruments(CoreMetrics.class, host);
        DatabaseNode.NodeMeasures measures = context.metrics().instruments(DatabaseNode.NodeMeasures.class, host);
        provisioned = use.track(simulation, host, equipment.cores().number());
        cores = equipment.cores().create(context, host, use.utilization(), measures.queue());
        use.utilization()
                .addMirror(
                        simulation.now(),
                        context.metrics()
                                .instruments(RoleHistory.RoleMeasures.class)
                                .primaryUtilization());
        measures.backlog().from(() -> oldest(nodes, simulation.now(), intake::received));
        measures.lag().from(() -> oldest(nodes, simulation.now(), intake::appliedPosition));
        host.attach(this);
        host.attach(clock);
    }

    /** Position up to which this node has the log of another node. */
    private interface Position {
        long of(int node);
    }

    /** Returns the age of the oldest write of a peer that is missing here, in ns; -1 if the own process is dead. */
    private long oldest(List<PrimaryNode> nodes, long now, Position position) {
        if (!host.membership().isAlive()) {
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

    /** Returns the number of the node, from 0. */
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

    /** Returns false: every node is a primary, so none has to be resized last. */
    @Override
    public boolean leads() {
        return false;
    }

    @Override
    public BooleanSupplier returned() {
        long[] committed = nodes.stream().mapToLong(node -> node.log.end()).toArray();
        return () -> nodes.stream()
                .allMatch(other -> other == this || intake.appliedPosition(other.number) >= committed[other.number]);
    }

    /** Returns the cores on which reads, writes, and the writes of peers run. */
    Cores cores() {
        return cores;
    }

    /** Returns the clock for the timestamps of its writes. */
    MachineClock clock() {
        return clock;
    }

    /** Returns the log of the writes that this node has committed. */
    OriginLog log() {
        return log;
    }

    /** Returns the applier of the writes of its peers. */
    ReplicationApplier intake() {
        return intake;
    }

    /** Returns whether its process has not died since the node was last up. The node may be unreachable. */
    boolean isRunning() {
        return host.incarnation() == incarnation;
    }

    /** Called when the work of applying a write of a peer is complete. */
    void apply(RowWrite write) {
        listener.applies(this, write);
    }

    @Override
    public void onCrash() {
        intake.onDied();
    }

    @Override
    public void stateChanged() {
        if (host.isUp()) {
            incarnation = host.incarnation();
        }
        listener.stateChanged(this);
        intake.release();
    }

    @Override
    public void onRestart() {
        if (host.isUp()) {
            incarnation = host.incarnation();
        }
        intake.release();
    }

    @Override
    public void onResume() {
        intake.release();
    }
}
