package dev.brownout.component.database.failover;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/**
 * Leadership of a replica group. The primary renews a lease in a store separate from all nodes. When the lease expires,
 * the reachable candidate with most of the log takes over after a delay, or else the first one that returns. With
 * fencing, a primary stops when its lease expires; without, at its next renewal, which reveals its successor. A
 * failover script counts from the loss of the primary instead. With elections, the nodes elect the primary as in Raft.
 */
public final class PrimaryLeadership extends Event implements Host.Resident, Ballot.Listener {
    private static final int RENEW = 0;
    private static final int ELECTED = 1;
    private static final int SCRIPT = 2;

    private final ComponentContext context;
    private final Simulation simulation;
    private final Failover failover;
    private final Host store;
    private final ReplicaGroupMembers members;
    private final Election election;
    private final Lease lease;
    private final Ballot ballot;
    private final ElectionMetrics elections;
    private final RoleChanges changes;
    private final DualPrimaries dual;
    private final String[] announced;
    private DatabaseNode unawarePrimary;
    private DatabaseNode successor;
    private boolean open = true;
    private boolean vacant;
    private boolean electing;
    private boolean elected;
    private long script = Simulation.NO_TIMER;
    private long lostAt = -1;

    /**
     * Creates the leadership of a group with its first node as primary. {@code store} is the host of the lease store.
     *
     * @param failover failover settings, or {@code null} for no failover
     * @param byMajority whether a majority of the nodes confirms each commit
     * @param dualTime shows 1 while two nodes accept writes as primary, else 0
     */
    public PrimaryLeadership(
            ComponentContext context,
            Failover failover,
            Host store,
            ReplicaGroupMembers members,
            boolean byMajority,
            TimeWeighted dualTime,
            RoleChanges changes) {
        this.context = context;
        this.simulation = context.simulation();
        this.failover = failover;
        this.store = store;
        this.members = members;
        this.election = new Election(failover, members, byMajority, this::leaseReachable);
        boolean voting = failover != null && failover.election().isPresent();
        this.elections = voting ? context.metrics().instruments(ElectionMetrics.class) : null;
        this.ballot = voting ? new Ballot(context, failover, members, elections, this) : null;
        this.lease = failover != null && !voting && failover.after().isEmpty()
                ? new Lease(simulation, failover.lease().toNanos(), this::expire)
                : null;
        if (voting) {
            AuditRegistry audit = context.audit();
            audit.overdue(new OverdueWaits(
                            context.grid(), List.of(elections.leaderless()), List.of(), this::leaderlessAtTheEnd)
                    .atTheirEnd());
        }
        this.changes = changes;
        this.dual = new DualPrimaries(simulation, dualTime);
        this.announced = new String[members.size()];
        members.primary().become(DatabaseNode.Role.PRIMARY);
        store.attach(this);
    }

    /** Returns whether a node accepts writes, as the current primary or as a former one that was not stopped. */
    public boolean accepts(DatabaseNode node) {
        return node == members.primary() ? open : node == unawarePrimary;
    }

    /** Returns whether a node accepts the log of the primary. It does not if it knows a later term. */
    public boolean follows(DatabaseNode node) {
        return ballot == null || ballot.follows(node);
    }

    /** Starts leadership with a lease renewed before the run. The next renewal is in {@code phaseNanos}. */
    public void start(long phaseNanos) {
        if (ballot != null) {
            ballot.start(members.primary());
        } else if (failover != null) {
            simulation.scheduleAfter(phaseNanos, this, RENEW);
            if (isLeased()) {
                lease.renew(simulation.now() + phaseNanos - failover.loop().toNanos());
            }
        }
    }

    /** Returns the dual-primary time so far, in nanoseconds. */
    public long dualNanos() {
        return dual.nanos();
    }

    private boolean isLeased() {
        return lease != null;
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case RENEW -> {
                simulation.scheduleAfter(failover.loop().toNanos(), this, RENEW);
                renew();
            }
            case ELECTED -> finishElection();
            default -> scriptDue();
        }
    }

    private void renew() {
        if (!store.isUp() || ballot != null) {
            return;
        }
        if (unawarePrimary != null && unawarePrimary.host().isUp() && reaches(unawarePrimary)) {
            stepDownLate();
        }
        renewLease();
        elect();
    }

    private void renewLease() {
        DatabaseNode primary = members.primary();
        if (isLeased() && !vacant && store.isUp() && primary.host().isUp() && reaches(primary)) {
            lease.renew(simulation.now());
        }
    }

    /** Returns whether a node and the lease store can reach each other; true without a lease. */
    private boolean leaseReachable(DatabaseNode node) {
        return !isLeased() || reaches(node);
    }

    private boolean reaches(DatabaseNode node) {
        return context.network().carries(node.host(), store)
                && context.network().carries(store, node.host());
    }

    private void expire() {
        DatabaseNode primary = members.primary();
        context.timeline().note("lease-expired", primary.name(), Sentence.of("lease of {} expired", primary.name()));
        declareVacant();
    }

    private void scriptDue() {
        script = Simulation.NO_TIMER;
        declareVacant();
    }

    private void declareVacant() {
        vacant = true;
        if (failover.fencing()) {
            open = false;
            DatabaseNode primary = members.primary();
            changes.demote(primary);
            if (primary.host().isUp()) {
                changes.failWaiting(primary);
                context.timeline()
                        .note(
                                "stepped-down",
                                primary.name(),
                                Sentence.of("{} stepped down: it could not renew its lease", primary.name()));
            }
            announce(primary);
        }
        elect();
    }

    private void elect() {
        if (ballot != null || !vacant || electing || !store.isUp() || !election.isPossible()) {
            return;
        }
        if (open && members.primary().host().isUp() && leaseReachable(members.primary())) {
            keepPrimary();
            return;
        }
        successor = election.winner(unawarePrimary);
        if (successor != null) {
            electing = true;
            simulation.scheduleAfter(isLeased() ? failover.takeover().toNanos() : 0, this, ELECTED);
        }
    }

    private void finishElection() {
        elected = true;
        if (!successor.host().isUp()) {
            retry();
        } else if (successor.appliedPosition() == successor.received()) {
            takeOver();
        }
    }

    private void retry() {
        electing = false;
        elected = false;
        elect();
    }

    /** Called when a node has applied more of the log. A successor takes over once it has applied all received log. */
    public void onApplied(DatabaseNode node) {
        if (elected && node == successor && node.appliedPosition() == node.received()) {
            takeOver();
        }
    }

    @Override
    public void won(DatabaseNode node) {
        successor = node;
        electing = true;
        finishElection();
    }

    @Override
    public void steppedDown(DatabaseNode node) {
        if (node == unawarePrimary) {
            stepDownLate();
        } else if (node == successor && elected) {
            electing = false;
            elected = false;
        } else if (node == members.primary() && open) {
            onLost();
            vacant = true;
            open = false;
            changes.demote(node);
            changes.failWaiting(node);
            context.timeline().note("stepped-down", node.name(), Sentence.of("{} stepped down as leader", node.name()));
            announce(node);
            overlap();
        }
    }

    private void onLost() {
        lostAt = lostAt < 0 ? simulation.now() : lostAt;
    }

    private void leaderlessAtTheEnd(OverdueWaits.OpenWaits waits) {
        if (lostAt >= 0) {
            waits.open(lostAt, 1);
        }
    }

    private void onReplaced() {
        if (elections != null && lostAt >= 0) {
            elections.leaderless().record(simulation.now(), simulation.now() - lostAt);
        }
        lostAt = -1;
    }

    private void takeOver() {
        onReplaced();
        electing = false;
        elected = false;
        vacant = false;
        open = true;
        if (isLeased()) {
            lease.renew(simulation.now());
        }
        if (ballot != null) {
            ballot.recordTakeover(successor);
        }
        DatabaseNode old = members.primary();
        if (successor == old) {
            context.timeline().note("promoted", old.name(), Sentence.of("{} is primary again", old.name()));
            announce(old);
            if (ballot != null) {
                changes.restorePrimary();
            }
            return;
        }
        members.elect(successor);
        if (keepsWriting(old)) {
            changes.demote(old);
            unawarePrimary = old;
        }
        changes.promote(old, successor, unawarePrimary == old);
        overlap();
    }

    /** Returns whether a former primary continues because it does not know its successor and nothing stopped it. */
    private boolean keepsWriting(DatabaseNode old) {
        return old.isRunning() && (ballot == null ? !failover.fencing() : ballot.leads(old));
    }

    private void keepPrimary() {
        vacant = false;
        if (isLeased()) {
            lease.renew(simulation.now());
        }
    }

    private void stepDownLate() {
        DatabaseNode node = unawarePrimary;
        unawarePrimary = null;
        changes.failWaiting(node);
        context.timeline()
                .note(
                        "stepped-down",
                        node.name(),
                        Sentence.of("{} stepped down and follows the new primary", node.name()));
        changes.rejoin(node);
        overlap();
    }

    /** Called when the process of a node dies. Its leadership state is lost. */
    public void onCrash(DatabaseNode node) {
        if (node == unawarePrimary) {
            unawarePrimary = null;
            changes.rejoin(node);
        }
        if (ballot != null) {
            ballot.onDied(node);
            if (node == members.primary()) {
                vacant = true;
                open = false;
                onLost();
            }
        }
    }

    /** Called when the host of a node changes its state, such as down or up. */
    public void stateChanged(DatabaseNode node) {
        boolean isUp = node.host().isUp();
        if (ballot != null) {
            vote(node, isUp);
        } else if (node == members.primary() && failover != null) {
            simulation.cancel(script);
            script = Simulation.NO_TIMER;
            if (isUp) {
                renewLease();
            } else if (!isLeased() && !vacant) {
                script = simulation.scheduleAfter(failover.after().orElseThrow().toNanos(), this, SCRIPT);
            }
        }
        if (isUp) {
            if (node != unawarePrimary) {
                changes.failWaiting(node);
            }
            elect();
        } else if (elected && node == successor) {
            retry();
        }
        overlap();
    }

    private void vote(DatabaseNode node, boolean isUp) {
        if (isUp) {
            ballot.onReturned(node);
        }
        if (node == members.primary()) {
            if (isUp && open) {
                lostAt = -1;
            } else if (!isUp) {
                onLost();
            }
        }
    }

    private void overlap() {
        dual.set(unawarePrimary != null
                && unawarePrimary.host().isUp()
                && open
                && members.primary().host().isUp());
    }

    /** Renews the lease and checks for failover when the lease store is available again. */
    @Override
    public void stateChanged() {
        if (store.isUp()) {
            renew();
            elect();
        }
    }

    /** Publishes the role of a node if it has changed. */
    public void announce(DatabaseNode node) {
        String role = "replica";
        if (node.role() == DatabaseNode.Role.COPYING) {
            role = "copying";
        } else if (!node.host().isUp()) {
            role = "down";
        } else if (accepts(node)) {
            role = "primary";
        }
        if (!role.equals(announced[node.number()])) {
            announced[node.number()] = role;
            context.timeline().role(node.name(), role);
        }
    }
}
