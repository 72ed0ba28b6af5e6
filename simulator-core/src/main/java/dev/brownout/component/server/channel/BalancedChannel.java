package dev.brownout.component.server.channel;

import dev.brownout.service.Outcome;
import java.util.List;

/**
 * A client with connections through a balancer that selects the node of each. A call takes an open connection with a
 * free stream, and missing connections open beside it. A call waits for a new connection only if no open one has a free
 * stream, as in the connection pools of Envoy, {@code ConnPoolImplBase::newStream}
 * (https://github.com/envoyproxy/envoy/blob/main/source/common/conn_pool/conn_pool_base.cc).
 */
final class BalancedChannel extends ClientChannel {
    /** Failed attempts in a row. */
    private int failures;
    /** Earliest time of the next attempt, in ns. */
    private long notBefore;

    BalancedChannel(ClientGroup group, int id) {
        super(group, id);
    }

    @Override
    PinnedConnection select(ConnectedCall call) {
        PinnedConnection live = nextWithStream(true);
        PinnedConnection added = mayAdd(spec().perClient()) ? add(call.route()) : null;
        if (live != null || added != null) {
            return live != null ? live : added;
        }
        PinnedConnection opening = nextWithStream(false);
        return opening == null && mayAdd(spec().maximum()) ? add(call.route()) : opening;
    }

    private boolean mayAdd(int most) {
        return connections().size() < most && simulation().now() >= notBefore;
    }

    @Override
    void onOpened(PinnedConnection connection) {
        failures = 0;
        super.onOpened(connection);
    }

    @Override
    void onFailed(PinnedConnection connection) {
        if (spec().backoff()) {
            notBefore = simulation().now() + backoffNanos(failures++);
        }
        super.onFailed(connection);
    }

    private PinnedConnection add(ClientRoute route) {
        List<NodeConnections> available = inService(route);
        return available.isEmpty() ? null : connect(balancer().select(available, identity()));
    }

    @Override
    void fail(ConnectedCall call) {
        if (simulation().now() < notBefore) {
            call.fail(Outcome.UNAVAILABLE);
        } else {
            call.refuse();
        }
    }

    @Override
    void reset() {
        super.reset();
        failures = 0;
        notBefore = 0;
    }
}
