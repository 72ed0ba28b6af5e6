package dev.brownout.component.database.reads;

import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.node.ReplicaGroupMembers;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spi.ReadFrom;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * Selects the node for each read of the callers in one location. Candidates have the requested role, pass their health
 * checks, and do not exceed the maximum lag. Nearby nodes are preferred; the primary is called in any location.
 * Round-robin is shared by all these callers.
 */
public final class ReadRouting {
    private final Reads reads;
    private final ReadFrom from;
    private final ReplicaGroupMembers members;
    private final DatabaseNode[] near;
    private final DatabaseNode[] all;
    private final KeyedRandom choice;
    private final SessionRouter sessions;
    private final long maxLagNanos;
    private int turn = -1;

    /**
     * Creates the routing for callers with the same nearby nodes.
     *
     * @param from requested read source
     * @param near nodes of their region, or of the nearest region that has some
     * @param choice random numbers for the random algorithm
     * @param sessions state of the sessions; {@code null} if they have no routing of their own
     */
    public ReadRouting(
            Reads reads,
            ReadFrom from,
            ReplicaGroupMembers members,
            List<DatabaseNode> near,
            KeyedRandom choice,
            SessionRouter sessions) {
        this.reads = reads;
        this.from = from;
        this.members = members;
        this.near = near.toArray(DatabaseNode[]::new);
        this.all = members.all().toArray(DatabaseNode[]::new);
        this.choice = choice;
        this.sessions = from == ReadFrom.PRIMARY ? null : sessions;
        this.maxLagNanos = reads.maxLag().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** Returns the node for a read; {@code null} for none. */
    public DatabaseNode choose(Request request) {
        if (all.length == 1) {
            return all[0];
        }
        return sessions == null ? orFallback(select(request, 0)) : chooseForSession(request);
    }

    private DatabaseNode chooseForSession(Request request) {
        if (sessions.requiresPrimary(request)) {
            sessions.countPrimaryRead();
            return members.primary();
        }
        DatabaseNode bound = sessions.boundNode(request);
        if (bound != null && fit(bound, from, 0)) {
            return bound;
        }
        long position = sessions.routingPosition(request);
        DatabaseNode node = select(request, position);
        if (node == null && position > 0) {
            sessions.countPrimaryRead();
            return members.primary();
        }
        node = orFallback(node);
        sessions.bind(request, node);
        return node;
    }

    private DatabaseNode orFallback(DatabaseNode node) {
        return node == null && reads.fallback() == Reads.Fallback.PRIMARY ? members.primary() : node;
    }

    /** Returns a node that is fit for a read and has applied a position of the log; {@code null} for none. */
    private DatabaseNode select(Request request, long position) {
        boolean unpinned = from == ReadFrom.PRIMARY;
        DatabaseNode node = pick(unpinned ? all : near, request, from, position);
        if (node == null && !unpinned && near.length < all.length) {
            if (hasNoNodes(near)) {
                node = pick(near, request, ReadFrom.ANY, position);
            }
            if (node == null) {
                node = pick(all, request, from, position);
            }
        }
        return node;
    }

    /** Returns whether the routing needs the number of reads in flight to each node. */
    public boolean counts() {
        return all.length > 1 && reads.algorithm() == Reads.Algorithm.LEAST_CONNECTIONS;
    }

    private boolean hasNoNodes(DatabaseNode[] nodes) {
        for (DatabaseNode node : nodes) {
            if (isEligible(node, from)) {
                return false;
            }
        }
        return true;
    }

    private boolean isEligible(DatabaseNode node, ReadFrom from) {
        return switch (from) {
            case ANY -> true;
            case PRIMARY -> node == members.primary();
            case REPLICAS -> node != members.primary();
        };
    }

    private boolean fit(DatabaseNode node, ReadFrom from, long position) {
        return node.answers()
                && isEligible(node, from)
                && node.role() != DatabaseNode.Role.COPYING
                && !knownToLag(node)
                && (position == 0 || node.host().isUp() && node.appliedPosition() >= position);
    }

    /**
     * Returns whether a node is known to exceed the maximum lag. A node that does not respond reports no lag; the
     * health checks exclude it.
     */
    private boolean knownToLag(DatabaseNode node) {
        return maxLagNanos != Long.MAX_VALUE && node.host().isUp() && node.lagNanos() > maxLagNanos;
    }

    private DatabaseNode pick(DatabaseNode[] nodes, Request request, ReadFrom from, long position) {
        return switch (reads.algorithm()) {
            case ROUND_ROBIN -> next(nodes, from, position);
            case RANDOM -> random(nodes, request, from, position);
            case LEAST_CONNECTIONS -> idlest(nodes, from, position);
        };
    }

    private DatabaseNode next(DatabaseNode[] nodes, ReadFrom from, long position) {
        for (int i = 1; i <= nodes.length; i++) {
            int index = (turn + i) % nodes.length;
            if (fit(nodes[index], from, position)) {
                turn = index;
                return nodes[index];
            }
        }
        return null;
    }

    private DatabaseNode random(DatabaseNode[] nodes, Request request, ReadFrom from, long position) {
        int fit = 0;
        for (DatabaseNode node : nodes) {
            fit += fit(node, from, position) ? 1 : 0;
        }
        if (fit == 0) {
            return null;
        }
        int left = choice.withIdentity(request.identity()).nextInt(fit);
        for (DatabaseNode node : nodes) {
            if (fit(node, from, position) && left-- == 0) {
                return node;
            }
        }
        throw new IllegalStateException("fewer nodes than counted");
    }

    private DatabaseNode idlest(DatabaseNode[] nodes, ReadFrom from, long position) {
        DatabaseNode best = null;
        for (int i = 1; i <= nodes.length; i++) {
            DatabaseNode node = nodes[(turn + i) % nodes.length];
            if (fit(node, from, position) && (best == null || node.readsInFlight() < best.readsInFlight())) {
                best = node;
            }
        }
        if (best != null) {
            turn = Arrays.asList(nodes).indexOf(best);
        }
        return best;
    }
}
