package dev.brownout.component.database.node;

import dev.brownout.component.database.log.Log;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import java.util.function.BooleanSupplier;

/**
 * A machine of a database: its role, its cores, and what it has received and applied of the log. What it has received
 * outlives its process; of what it has not applied the work is begun again.
 */
public final class DatabaseNode implements Host.Resident, SizedNode {
    /** What is measured of each machine. */
    public record NodeMeasures(
            @Doc("Busy cores over the cores of the nodes that are up, time-weighted.") @Display(Display.As.UTILIZATION)
            Occupancy utilization,

            @Doc("Busy cores over the cores of all nodes in service or draining, dead ones too, time-weighted.")
            Occupancy provisioned_utilization,

            @Doc("Requests waiting for a core, those in service not counted.") @Display(Display.As.LINE)
            TimeWeighted queue,

            @Doc("Age of the oldest committed write that a live replica has not received. A node whose process is dead,"
                    + " a former primary that has not joined again and a node that is still being copied have none; a"
                    + " replica that is unreachable, stands still or catches up has.")
            @Display(in = Display.In.NODE_CHART)
            SampledGauge backlog,

            @Doc("Age of the oldest committed write that a live replica has not applied, of the same nodes as its"
                    + " backlog.")
            SampledGauge lag) {}

    /** What a node is for the others. */
    public enum Role {
        /** It takes the writes. */
        PRIMARY,
        /** It follows the log. */
        REPLICA,
        /** It was primary, is alive, and has not heard of its successor. */
        LATE,
        /** A new machine that has no data yet. */
        COPYING
    }

    /**
     * What a machine of a database has and does; the same for all of them.
     *
     * @param cores at least 1
     * @param places to wait for a core, 0 or more
     * @param applyCost work of applying a write, as a ratio of the work of the write, 0 or more
     * @param applyIntervalNanos time between the beginnings of two writes that are applied; 0 for no limit
     */
    public record Equipment(int cores, int places, double applyCost, long applyIntervalNanos) {}

    /** Who hears what becomes of a node. */
    public interface Listener {
        /** A node has applied more of the log. */
        void applied(DatabaseNode node);

        /** The process of a node died. */
        void died(DatabaseNode node);

        /** A node went away or came back. */
        void stateChanged(DatabaseNode node);
    }

    private final Simulation simulation;
    private final int number;
    private final Host host;
    private final Cores cores;
    private final CapacityTracker provisioned;
    private final Log log;
    private final Listener listener;
    private final Applier applier;
    private final RoleHistory roles;
    private Role role = Role.REPLICA;
    private boolean answers = true;
    private int readsInFlight;
    private long received;
    private int incarnation;

    /**
     * A replica that is up and has nothing yet.
     *
     * @param number its place among the nodes of its group, from 0
     * @param log the one log of the group
     */
    public DatabaseNode(
            ComponentContext context, int number, Host host, Equipment equipment, Log log, Listener listener) {
        this.simulation = context.simulation();
        this.number = number;
        this.host = host;
        this.log = log;
        this.listener = listener;
        NodeMeasures measures = context.measures(NodeMeasures.class, host);
        measures.provisioned_utilization().mirror(measures.utilization());
        provisioned = CapacityTracker.whileProvisioned(
                simulation, host, measures.provisioned_utilization(), equipment.cores());
        cores = context.cores(host, equipment.cores(), equipment.places(), measures.utilization(), measures.queue());
        roles = new RoleHistory(context, role, measures.utilization());
        applier = new Applier(this, simulation, log, equipment);
        measures.backlog().from(() -> replicates() ? log.ageNanos(simulation.now(), received) : -1);
        measures.lag().from(() -> replicates() ? lagNanos() : -1);
        host.attach(this);
    }

    /** Its place among the nodes of its group, from 0. */
    public int number() {
        return number;
    }

    @Override
    public Host host() {
        return host;
    }

    @Override
    public void resize(int number) {
        cores.resize(number);
        provisioned.resize(number);
    }

    @Override
    public boolean leads() {
        return role == Role.PRIMARY;
    }

    @Override
    public BooleanSupplier returned() {
        long committed = log.end();
        return () -> role == Role.PRIMARY || role == Role.REPLICA && applied() >= Math.min(committed, log.end());
    }

    /** The name of the machine within the component. */
    public String name() {
        return host.node();
    }

    /** On which its reads and writes work, and the writes that it applies. */
    public Cores cores() {
        return cores;
    }

    /** What it is for the others now. */
    public Role role() {
        return role;
    }

    /** What it was for the others, and when. */
    public RoleHistory roles() {
        return roles;
    }

    /** It does something else from now on. */
    public void become(Role next) {
        role = next;
        roles.add(next);
    }

    /** Whether the checks find it well. */
    public boolean answers() {
        return answers;
    }

    /** The checks find it well from now on, or no longer. */
    public void answers(boolean well) {
        answers = well;
    }

    /** Reads on their way to it, in it or on their way back; counted only where that matters. */
    public int readsInFlight() {
        return readsInFlight;
    }

    /** A read sets out to it. */
    public void readSent() {
        readsInFlight++;
    }

    /** Such a read is back. */
    public void readReturned() {
        readsInFlight--;
    }

    /** Whether its process has run on since it was last seen up, perhaps without a network. */
    public boolean running() {
        return host.incarnation() == incarnation;
    }

    /** Whether it applies what it receives, perhaps without a network. */
    boolean follows() {
        return role == Role.REPLICA && running() && !host.isSuspended();
    }

    /**
     * Whether it is a replica whose process runs, be it paused or without a network: what is dead delays no reader
     * (PostgreSQL: {@code pg_stat_replication} has rows of running standbys only; MySQL: {@code Seconds_Behind_Source}
     * is NULL where replication does not run).
     */
    private boolean replicates() {
        return role == Role.REPLICA && host.membership().alive();
    }

    /** Position up to which it has the log. */
    public long received() {
        return role == Role.PRIMARY ? log.end() : received;
    }

    /** Position up to which it shows the writes to readers. */
    public long applied() {
        return role == Role.PRIMARY ? log.end() : applier.applied();
    }

    /** Age of the oldest write that it has not applied, in nanoseconds; 0 where it has applied all. */
    public long lagNanos() {
        return log.ageNanos(simulation.now(), applied());
    }

    /** Writes in the log that it has not received. */
    public long writesBehind() {
        return log.end() - received();
    }

    /** The log has arrived up to a position. */
    public void receive(long upTo) {
        if (upTo > received) {
            received = upTo;
            applier.release();
        }
    }

    /** Has this much of the log, received and applied, and nothing beyond. */
    public void reset(long position) {
        received = position;
        applier.reset(position);
    }

    /** Gives up what is no longer in the log. */
    public void rewind(long end) {
        if (received > end) {
            received = end;
        }
        if (applier.released() > end) {
            applier.reset(Math.min(end, applier.applied()));
            applier.release();
        }
    }

    /** The applier has made more of the log visible. */
    void advanced() {
        listener.applied(this);
    }

    @Override
    public void onCrash() {
        applier.died();
        listener.died(this);
    }

    @Override
    public void stateChanged() {
        if (host.up()) {
            incarnation = host.incarnation();
        }
        listener.stateChanged(this);
    }

    @Override
    public void onRestart() {
        if (host.up()) {
            incarnation = host.incarnation();
        }
        applier.release();
    }

    @Override
    public void onResume() {
        applier.release();
    }
}
