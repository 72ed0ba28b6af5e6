package dev.brownout.component.loadbalancer;

import dev.brownout.host.Host;
import dev.brownout.result.VariantResult.TimelineEvent;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.PersistentConnection;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * User connections through one host of a load balancer: they are closed when its process ends, and become silent when
 * the host is unreachable.
 */
final class CarriedConnections implements PersistentConnection.Relay, Host.Resident {
    private final ComponentContext context;
    private final Host host;
    private final Set<PersistentConnection> carried = new LinkedHashSet<>();

    CarriedConnections(ComponentContext context, Host host) {
        this.context = context;
        this.host = host;
        host.attach(this);
    }

    /** Wraps a service so that requests that open a connection register it with this host. */
    Service wrap(Service forward) {
        return (request, reply) -> {
            PersistentConnection opens = request.logical().opens();
            if (opens != null) {
                carry(opens);
            }
            forward.call(request, reply);
        };
    }

    /** Routes a connection through this host. */
    void carry(PersistentConnection connection) {
        carried.add(connection);
        connection.addRelay(this);
    }

    @Override
    public String component() {
        return host.component();
    }

    @Override
    public boolean isUp() {
        return host.isUp();
    }

    @Override
    public void remove(PersistentConnection connection) {
        carried.remove(connection);
    }

    @Override
    public void onCrash() {
        List<PersistentConnection> lost = new ArrayList<>(carried);
        carried.clear();
        if (!lost.isEmpty()) {
            boolean silently = host.state() == Host.State.DARK;
            context.timeline()
                    .note(
                            "connections-lost",
                            host.node(),
                            Sentence.of(
                                    "{} connections through {} lost",
                                    lost.size(),
                                    host.component() + "/" + host.node()),
                            TimelineEvent.facts("connections", (long) lost.size()));
            lost.forEach(connection -> connection.cut(silently));
        }
    }

    @Override
    public void stateChanged() {
        if (!host.isUp() && host.membership().isAlive()) {
            new ArrayList<>(carried).forEach(PersistentConnection::silence);
        }
    }
}
