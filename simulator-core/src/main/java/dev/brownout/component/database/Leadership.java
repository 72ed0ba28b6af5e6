package dev.brownout.component.database;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;

/**
 * Who is primary. The primary renews a lease in a store apart from all nodes; when the lease runs out, the most
 * advanced candidate that can be reached takes over after a while, or the first one that returns. Fenced, a primary
 * stops when its lease runs out; unfenced, it goes on until its next renewal tells it of its successor. A script
 * instead of a lease counts from the moment the primary was lost.
 */
final class Leadership extends Event implements Host.Resident {
    private static final int RENEW = 0;
    private static final int EXPIRE = 1;
    private static final int CONCLUDE = 2;
    private static final int SCRIPT = 3;

    private final ReplicaGroup group;
    private final Simulation simulation;
    private final Failover failover;
    private final Host store;
    private Node primary;
    private Node late;
    private Node successor;
    private boolean open = true;
    private boolean vacant;
    private boolean concluding;
    private boolean ready;
    private long expiresAt;
    private long expiry = Simulation.NO_TIMER;
    private long script = Simulation.NO_TIMER;

    /** With a failover, or with {@code null} for none. */
    Leadership(ReplicaGroup group, Failover failover, Host store, Node primary) {
        this.group = group;
        this.simulation = group.simulation;
        this.failover = failover;
        this.store = store;
        this.primary = primary;
        primary.become(Node.Role.PRIMARY);
        store.house(this);
    }

    /** Who is primary, or was last. */
    Node primary() {
        return primary;
    }

    /** Whether a node takes writes, rightly or not. */
    boolean accepts(Node node) {
        return node == primary ? open : node == late;
    }

    /**
     * Begins with a lease that was renewed before the run.
     *
     * @param phaseNanos when it is renewed next, from now
     */
    void start(long phaseNanos) {
        if (failover != null) {
            simulation.after(phaseNanos, this, RENEW);
            if (leased()) {
                hold(simulation.now() + phaseNanos - failover.loop().toNanos());
            }
        }
    }

    private boolean leased() {
        return failover != null && failover.after().isEmpty();
    }

    private void hold(long renewedAt) {
        expiresAt = renewedAt + failover.lease().toNanos();
        if (expiry == Simulation.NO_TIMER) {
            expiry = simulation.at(expiresAt, this, EXPIRE);
        }
    }

    @Override
    public void fire(int step) {
        switch (step) {
            case RENEW -> {
                simulation.after(failover.loop().toNanos(), this, RENEW);
                renew();
            }
            case EXPIRE -> expire();
            case CONCLUDE -> conclude();
            default -> follow();
        }
    }

    /** Each node that thinks it is primary asks the store. */
    private void renew() {
        if (!store.up()) {
            return;
        }
        if (late != null && late.host.up()) {
            recallLate();
        }
        prolong();
    }

    private void prolong() {
        if (leased() && !vacant && store.up() && primary.host.up()) {
            hold(simulation.now());
        }
    }

    private void expire() {
        expiry = Simulation.NO_TIMER;
        if (simulation.now() < expiresAt) {
            expiry = simulation.at(expiresAt, this, EXPIRE);
            return;
        }
        group.note("lease-expired", primary, "the lease of " + primary.name() + " ran out");
        vacate();
    }

    /** The script's time has come, and the primary has not returned. */
    private void follow() {
        script = Simulation.NO_TIMER;
        vacate();
    }

    private void vacate() {
        vacant = true;
        if (failover.fencing()) {
            open = false;
            group.commits.depose(primary);
            if (primary.host.up()) {
                group.commits.recall(primary);
                group.note("stepped-down", primary, primary.name() + " cannot renew its lease and stops accepting");
            }
            group.roleChanged(primary);
        }
        elect();
    }

    private void elect() {
        if (!vacant || concluding || !store.up() || !enough()) {
            return;
        }
        if (open && primary.host.up()) {
            regain();
            return;
        }
        successor = null;
        for (Node node : group.nodes) {
            if (candidate(node) && (successor == null || better(node, successor))) {
                successor = node;
            }
        }
        if (successor != null) {
            concluding = true;
            simulation.after(leased() ? failover.takeover().toNanos() : 0, this, CONCLUDE);
        }
    }

    /** Where a majority confirms each commit, only a majority is sure to hold them all. */
    private boolean enough() {
        int up = 0;
        for (Node node : group.nodes) {
            up += node.host.up() ? 1 : 0;
        }
        return !group.acknowledgements.byMajority() || 2 * up > group.nodes.length;
    }

    private boolean candidate(Node node) {
        return (node == primary || failover.means(node))
                && node.host.up()
                && node != late
                && node.role != Node.Role.COPYING;
    }

    private boolean better(Node one, Node other) {
        return one.received() > other.received() || one.received() == other.received() && one == primary;
    }

    private void conclude() {
        ready = true;
        if (!successor.host.up()) {
            retry();
        } else if (successor.applied() == successor.received()) {
            crown();
        }
    }

    private void retry() {
        concluding = false;
        ready = false;
        elect();
    }

    /** A node has applied more of the log: a successor begins when it has applied all that it has received. */
    void applied(Node node) {
        if (ready && node == successor && node.applied() == node.received()) {
            crown();
        }
    }

    private void crown() {
        concluding = false;
        ready = false;
        vacant = false;
        open = true;
        if (leased()) {
            hold(simulation.now());
        }
        if (successor == primary) {
            group.note("promoted", primary, primary.name() + " is primary again");
            group.roleChanged(primary);
            return;
        }
        Node old = primary;
        primary = successor;
        if (!failover.fencing() && old.running()) {
            group.commits.depose(old);
            late = old;
        }
        group.succeed(old, primary, late == old);
        overlap();
    }

    private void regain() {
        vacant = false;
        if (leased()) {
            hold(simulation.now());
        }
    }

    private void recallLate() {
        Node node = late;
        late = null;
        group.commits.recall(node);
        group.note("stepped-down", node, node.name() + " hears of its successor and follows it");
        group.rejoin(node);
        overlap();
    }

    /** The process of a node died, and with it what it thought of itself. */
    void died(Node node) {
        if (node == late) {
            late = null;
            group.rejoin(node);
        }
    }

    /** A node went away or came back. */
    void stateChanged(Node node) {
        boolean up = node.host.up();
        if (node == primary && failover != null) {
            simulation.cancel(script);
            script = Simulation.NO_TIMER;
            if (up) {
                prolong();
            } else if (!leased() && !vacant) {
                script = simulation.after(failover.after().orElseThrow().toNanos(), this, SCRIPT);
            }
        }
        if (up) {
            if (node != late) {
                group.commits.recall(node);
            }
            elect();
        } else if (ready && node == successor) {
            retry();
        }
        overlap();
    }

    private void overlap() {
        group.dual.set(late != null && late.host.up() && open && primary.host.up());
    }

    /** The store went away or came back. */
    @Override
    public void stateChanged() {
        if (store.up()) {
            renew();
            elect();
        }
    }
}
