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
    private final long maxLagNanos;
    private int turn = -1;

    /**
     * Creates the routing for callers with the same nearby nodes.
     *
     * @param from requested read source
     * @param near nodes of their region, or of the nearest region that has some
     * @param choice random numbers for the random algorithm
     */
    public ReadRouting(
            Reads reads, ReadFrom from, ReplicaGroupMembers members, List<DatabaseNode> near, KeyedRandom choice) {
        this.reads = reads;
        this.from = from;
        this.members = members;
        this.near = near.toArray(DatabaseNode[]::new);
        this.all = members.all().toArray(DatabaseNode[]::new);
        this.choice = choice;
        this.maxLagNanos = reads.max_lag().map(Duration::toNanos).orElse(Long.MAX_VALUE);
    }

    /** Returns the node for a read; {@code null} for none. */
    public DatabaseNode choose(Request request) {
        if (all.length == 1) {
            return all[0];
        }
        boolean anywhere = from == ReadFrom.PRIMARY;
        DatabaseNode node = pick(anywhere ? all : near, request, from);
        if (node == null && !anywhere && near.length < all.length) {
            if (none(near)) {
                node = pick(near, request, ReadFrom.ANY);
            }
            if (node == null) {
                node = pick(all, request, from);
            }
        }
        return node == null && reads.fallback() == Reads.Fallback.PRIMARY ? members.primary() : node;
    }

    /** Returns whether the routing needs the number of reads in flight to each node. */
    public boolean counts() {
        return all.length > 1 && reads.algorithm() == Reads.Algorithm.LEAST_CONNECTIONS;
    }

    private boolean none(DatabaseNode[] nodes) {
        for (DatabaseNode node : nodes) {
            if (meant(node, from)) {
                return false;
            }
        }
        return true;
    }

    private boolean meant(DatabaseNode node, ReadFrom from) {
        return switch (from) {
            case ANY -> true;
            case PRIMARY -> node == members.primary();
            case REPLICAS -> node != members.primary();
        };
    }

    private boolean fit(DatabaseNode node, ReadFrom from) {
        return node.answers() && meant(node, from) && node.role() != DatabaseNode.Role.COPYING && !knownToLag(node);
    }

    /**
     * Returns whether a node is known to exceed the maximum lag. A node that does not respond reports no lag; the
     * health checks exclude it.
     */
    private boolean knownToLag(DatabaseNode node) {
        return maxLagNanos != Long.MAX_VALUE && node.host().up() && node.lagNanos() > maxLagNanos;
    }

    private DatabaseNode pick(DatabaseNode[] nodes, Request request, ReadFrom from) {
        return switch (reads.algorithm()) {
            case ROUND_ROBIN -> next(nodes, from);
            case RANDOM -> random(nodes, request, from);
            case LEAST_CONNECTIONS -> idlest(nodes, from);
        };
    }

    private DatabaseNode next(DatabaseNode[] nodes, ReadFrom from) {
        for (int i = 1; i <= nodes.length; i++) {
            int at = (turn + i) % nodes.length;
            if (fit(nodes[at], from)) {
                turn = at;
                return nodes[at];
            }
        }
        return null;
    }

    private DatabaseNode random(DatabaseNode[] nodes, Request request, ReadFrom from) {
        int fit = 0;
        for (DatabaseNode node : nodes) {
            fit += fit(node, from) ? 1 : 0;
        }
        if (fit == 0) {
            return null;
        }
        int left = choice.at(request.identity()).below(fit);
        for (DatabaseNode node : nodes) {
            if (fit(node, from) && left-- == 0) {
                return node;
            }
        }
        throw new IllegalStateException("fewer nodes than counted");
    }

    private DatabaseNode idlest(DatabaseNode[] nodes, ReadFrom from) {
        DatabaseNode best = null;
        for (int i = 1; i <= nodes.length; i++) {
            DatabaseNode node = nodes[(turn + i) % nodes.length];
            if (fit(node, from) && (best == null || node.readsInFlight() < best.readsInFlight())) {
                best = node;
            }
        }
        if (best != null) {
            turn = Arrays.asList(nodes).indexOf(best);
        }
        return best;
    }
}
