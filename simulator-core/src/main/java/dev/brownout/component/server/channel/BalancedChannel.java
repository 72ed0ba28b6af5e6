package dev.brownout.component.server.channel;

import java.util.List;

/** A client with connections through a balancer that selects the node of each. */
final class BalancedChannel extends ClientChannel {
    BalancedChannel(ClientGroup group, int id) {
        super(group, id);
    }

    @Override
    PinnedConnection select(ConnectedCall call) {
        PinnedConnection added = connections().size() < spec().per_client() ? add(call.route()) : null;
        if (added != null) {
            return added;
        }
        PinnedConnection chosen = nextWithStream(false);
        return chosen == null && connections().size() < spec().most() ? add(call.route()) : chosen;
    }

    private PinnedConnection add(ClientRoute route) {
        List<NodeConnections> available = inService(route);
        return available.isEmpty() ? null : connect(balancer().select(available, identity()));
    }

    @Override
    void giveUp(ConnectedCall call) {
        call.refuse();
    }
}
