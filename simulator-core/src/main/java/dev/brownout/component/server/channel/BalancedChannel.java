package dev.brownout.component.server.channel;

import java.util.List;

/**
 * A client with connections through a balancer that selects the node of each. A call takes an open connection with a
 * free stream, and missing connections open beside it. A call waits for a new connection only if no open one has a free
 * stream, as in the connection pools of Envoy, {@code ConnPoolImplBase::newStream}
 * (https://github.com/envoyproxy/envoy/blob/main/source/common/conn_pool/conn_pool_base.cc).
 */
final class BalancedChannel extends ClientChannel {
    BalancedChannel(ClientGroup group, int id) {
        super(group, id);
    }

    @Override
    PinnedConnection select(ConnectedCall call) {
        PinnedConnection live = nextWithStream(true);
        PinnedConnection added = connections().size() < spec().perClient() ? add(call.route()) : null;
        if (live != null || added != null) {
            return live != null ? live : added;
        }
        PinnedConnection opening = nextWithStream(false);
        return opening == null && connections().size() < spec().maximum() ? add(call.route()) : opening;
    }

    private PinnedConnection add(ClientRoute route) {
        List<NodeConnections> available = inService(route);
        return available.isEmpty() ? null : connect(balancer().select(available, identity()));
    }

    @Override
    void fail(ConnectedCall call) {
        call.refuse();
    }
}
