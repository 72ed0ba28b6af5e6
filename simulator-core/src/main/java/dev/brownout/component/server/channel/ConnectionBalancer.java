package dev.brownout.component.server.channel;

import dev.brownout.host.Host;
import dev.brownout.network.Edge;
import dev.brownout.random.KeyedRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Selects the node of each new connection among the nodes that the clients of one location can reach. */
final class ConnectionBalancer {
    private final ConnectionBalancing rule;
    private final Map<Host, NodeConnections> nodes;
    private final KeyedRandom random;
    /** Number of the node after the one selected last. */
    private int turn;

    private int clients;

    ConnectionBalancer(ConnectionBalancing rule, Map<Host, NodeConnections> nodes, KeyedRandom random) {
        this.rule = rule;
        this.nodes = nodes;
        this.random = random;
    }

    /** Adds clients, and returns the number of the first one. */
    int addClients(int count) {
        int first = clients;
        clients += count;
        return first;
    }

    /** Returns the nodes at the end of some edges. */
    List<NodeConnections> nodes(Edge[] edges) {
        return Arrays.stream(edges).map(edge -> nodes.get(edge.callee())).toList();
    }

    /**
     * Selects a node.
     *
     * @param available at least one, ordered by number
     * @param identity key of the random numbers
     */
    NodeConnections select(List<NodeConnections> available, long identity) {
        return switch (rule) {
            case ROUND_ROBIN -> next(available);
            case LEAST_CONNECTIONS -> leastLoaded(available);
            case RANDOM, CLIENT_ROUND_ROBIN ->
                available.get(random.withIdentity(identity).nextInt(available.size()));
        };
    }

    private NodeConnections next(List<NodeConnections> available) {
        NodeConnections chosen = available.stream()
                .filter(node -> node.number() >= turn)
                .findFirst()
                .orElse(available.get(0));
        turn = chosen.number() + 1;
        return chosen;
    }

    private static NodeConnections leastLoaded(List<NodeConnections> available) {
        NodeConnections best = available.get(0);
        for (NodeConnections node : available) {
            best = node.established() < best.established() ? node : best;
        }
        return best;
    }
}
