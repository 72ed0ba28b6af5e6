package dev.brownout.component.server.channel;

import dev.brownout.host.Host;
import dev.brownout.random.KeyedRandom;

/** The clients on one calling host: one process of a component, or all client processes of the users of a region. */
final class ClientGroup implements Host.Resident {
    private final ClientConnections clients;
    private final Host caller;
    private final ConnectionBalancer balancer;
    private final ClientChannel[] channels;
    private final int first;
    private final long key;

    ClientGroup(ClientConnections clients, Host caller, ConnectionBalancer balancer, int size) {
        this.clients = clients;
        this.caller = caller;
        this.balancer = balancer;
        this.channels = new ClientChannel[size];
        this.first = balancer.addClients(size);
        this.key = KeyedRandom.key(caller.processes().number(), 0, caller.component() + "/" + caller.node());
        caller.attach(this);
    }

    ClientConnections clients() {
        return clients;
    }

    Host caller() {
        return caller;
    }

    ConnectionBalancer balancer() {
        return balancer;
    }

    /** Returns the key of the random numbers of the clients. */
    long key() {
        return key;
    }

    /** Returns a client by its index. It is created by its first call. */
    ClientChannel channel(int index) {
        if (channels[index] == null) {
            channels[index] = clients.spec().connectsToEach()
                    ? new ResolvingChannel(this, first + index, clients.nodeCount())
                    : new BalancedChannel(this, first + index);
        }
        return channels[index];
    }

    @Override
    public void onCrash() {
        for (ClientChannel channel : channels) {
            if (channel != null) {
                channel.reset();
            }
        }
    }
}
