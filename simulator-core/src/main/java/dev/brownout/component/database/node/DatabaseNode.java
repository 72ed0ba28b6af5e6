package dev.brownout.component.database.node;

import dev.brownout.component.database.log.Log;
import dev.brownout.fleet.NodeCores;
import dev.brownout.host.CapacityTracker;
import dev.brownout.host.CoreMetrics;
import dev.brownout.host.Cores;
import dev.brownout.host.Host;
import dev.brownout.instrument.SampledGauge;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Request;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spi.ComponentContext;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A node of a database: its role, its cores, and its received and applied log positions. The received log survives a
 * crash. Work on writes that are not applied yet starts again.
 */
public final class DatabaseNode implements Host.Resident, SizedNode {
    /** Metrics of each node. */
    public record NodeMeasures(
            @Doc("Requests waiting for a core, excluding those in service.") @Display(Display.As.LINE)
            TimeWeighted queue,

            @Doc("Age of the oldest committed write that a live replica has not received. Excluded are dead "
                    + "nodes, a former primary that has not rejoined, and a node that is still being copied. "
                    + "Included are replicas that are unreachable, paused or catching up.")
            @Display(in = Display.In.NODE_CHART)
            SampledGauge backlog,

            @Doc("Age of the oldest committed write that a live replica has not applied, for the same nodes as "
                    + "backlog.")
            SampledGauge lag) {}

    /** Role of a node in its group. */
    public enum Role {
        /** Accepts writes. */
        PRIMARY,
        /** Follows the log. */
        REPLICA,
        /** Former primary that is alive and does not know its successor yet. */
        LATE,
        /** New node that has no data yet. */
        COPYING
    }

    /**
     * Configuration of the nodes of a database, equal for all of them.
     *
     * @param cores at least 1
     * @param applyCost work of applying a write, as a ratio of the work of the write, 0 or more
     * @param applyIntervalNanos minimum time between the starts of two applied writes, in ns; 0 for no limit
     */
    public record Equipment(NodeCores cores, double applyCost, long applyIntervalNanos) {}

    /** Listener for state changes of nodes. */
    public interface Listener {
        /** Called when a node has applied more of the log. */
        void onApplied(DatabaseNode node);

        /** Called when the process of a node has died. */
        void onDied(DatabaseNode node);

        /** Called when a node has become unavailable or available. */
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
    /** Transactions of several queries; {@code null} if the scenario has none. */
    private OpenTransactions transactions;
    /** Runs actions that wait for the log of the node to be synced; immediately without a disk. */
    private Consumer<Runnable> afterFsync = Runnable::run;

    /**
     * Creates a replica that is up and has received nothing yet.
     *
     * @param number index among the nodes of its group, from 0
     * @param log the common log of the group
     */
    public DatabaseNode(
            ComponentContext context, int number, Host host, Equipment equipment, Log log, Listener listener) {
        this.simulation = context.simulation();
        this.number = number;
        this.host = host;
        this.log = log;
        this.listener = listener;
        CoreMetrics use = context.metrics().instruments(CoreMetrics.class, host);
        NodeMeasures measures = context.metrics().instruments(NodeMeasures.class, host);
        provisioned = use.track(simulation, host, equipment.cores().number());
        cores = equipment.cores().create(context, host, use.utilization(), measures.queue());
        roles = new RoleHistory(context, role, use.utilization());
        applier = new Applier(this, simulation, log, equipment);
        measures.backlog().from(() -> replicates() ? log.ageNanos(simulation.now(), received) : -1);
        measures.lag().from(() -> replicates() ? lagNanos() : -1);
        host.attach(this);
    }

    /** Returns the index among the nodes of the group, from 0. */
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
        return () ->
                role == Role.PRIMARY || role == Role.REPLICA && appliedPosition() >= Math.min(committed, log.end());
    }

    /** Returns the name of the node within the component. */
    public String name() {
        return host.node();
    }

    /** Returns the cores that serve its reads and writes and apply the log. */
    public Cores cores() {
        return cores;
    }

    /** Returns the transactions of several queries; {@code null} if the scenario has none. */
    public OpenTransactions transactions() {
        return transactions;
    }

    /** Returns the transaction of a query in progress; {@code null} if it has none. */
    public OpenTransactions.Transaction transaction(Request query) {
        return transactions == null ? null : transactions.of(query);
    }

    /**
     * Makes the node sync its log with a disk.
     *
     * @param disk runs actions when no fsync is in progress, or at its end
     */
    public void syncsLogWith(Consumer<Runnable> disk) {
        afterFsync = disk;
    }

    /** Runs an action when no fsync of the log is in progress, or at its end. */
    public void afterFsync(Runnable action) {
        afterFsync.accept(action);
    }

    /** Makes the node keep transactions of several queries. */
    public void keepTransactions(OpenTransactions its) {
        transactions = its;
    }

    /** Returns the current role. */
    public Role role() {
        return role;
    }

    /** Returns the history of its roles. */
    public RoleHistory roles() {
        return roles;
    }

    /** Changes the role. */
    public void become(Role next) {
        role = next;
        roles.add(next);
    }

    /** Returns whether the health checks consider the node healthy. */
    public boolean answers() {
        return answers;
    }

    /** Sets the result of the health checks. */
    public void answers(boolean well) {
        answers = well;
    }

    /**
     * Returns the number of reads in flight to this node, including transfer in both directions. Counted only if the
     * read routing needs it.
     */
    public int readsInFlight() {
        return readsInFlight;
    }

    /** Counts a read that is sent to this node. */
    public void readSent() {
        readsInFlight++;
    }

    /** Counts the reply to a read. */
    public void readReturned() {
        readsInFlight--;
    }

    /** Returns whether the process has not died since the node was last up. The node may be unreachable. */
    public boolean isRunning() {
        return host.incarnation() == incarnation;
    }

    /** Returns whether the node applies received writes. It may be unreachable. */
    boolean follows() {
        return role == Role.REPLICA && isRunning() && !host.isSuspended();
    }

    /**
     * Returns whether the node is a replica with a live process, even if paused or unreachable. A dead node delays no
     * reader (PostgreSQL: {@code pg_stat_replication} has rows of running standbys only; MySQL:
     * {@code Seconds_Behind_Source} is NULL if replication does not run).
     */
    private boolean replicates() {
        return role == Role.REPLICA && host.membership().isAlive();
    }

    /** Returns the position through which the node has received the log. */
    public long received() {
        return role == Role.PRIMARY ? log.end() : received;
    }

    /** Returns the position through which writes are visible to readers. */
    public long appliedPosition() {
        return role == Role.PRIMARY ? log.end() : applier.appliedPosition();
    }

    /** Returns the age of the oldest write that the node has not applied, in ns; 0 if it has applied all writes. */
    public long lagNanos() {
        return log.ageNanos(simulation.now(), appliedPosition());
    }

    /** Returns the number of writes in the log that the node has not received. */
    public long missingWrites() {
        return log.end() - received();
    }

    /** Receives the log through position {@code upTo}. */
    public void receive(long upTo) {
        if (upTo > received) {
            received = upTo;
            applier.release();
        }
    }

    /** Sets the received and applied positions and drops work on later writes. */
    public void reset(long position) {
        received = position;
        applier.reset(position);
    }

    /** Discards received and applied writes behind the end of a truncated log. */
    public void rewind(long end) {
        if (received > end) {
            received = end;
        }
        if (applier.released() > end) {
            applier.reset(Math.min(end, applier.appliedPosition()));
            applier.release();
        }
    }

    /** Called when the applier has made more of the log visible. */
    void onAdvanced() {
        listener.onApplied(this);
    }

    @Override
    public void onCrash() {
        applier.onDied();
        listener.onDied(this);
    }

    @Override
    public void stateChanged() {
        if (host.isUp()) {
            incarnation = host.incarnation();
        }
        listener.stateChanged(this);
    }

    @Override
    public void onRestart() {
        if (host.isUp()) {
            incarnation = host.incarnation();
        }
        applier.release();
    }

    @Override
    public void onResume() {
        applier.release();
    }
}
