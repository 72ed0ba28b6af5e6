package dev.brownout.component.dns;

import dev.brownout.host.Host;
import dev.brownout.host.Host.State;
import dev.brownout.host.Location;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * The authoritative name servers of a domain, as seen by resolvers: they respond, fail, or are silent. They belong to a
 * third party and are in no region of the scenario. A single server stands for all of them together.
 */
final class AuthoritativeServers {
    /** Name of a single server behind the name of the component, as a fault target. */
    static final String NAME = "authority";

    private final List<Host> hosts = new ArrayList<>();
    private final boolean free;
    private final Sampler lookup;
    private final KeyedRandom times;
    private final KeyedRandom errors;
    private final KeyedRandom order;

    /**
     * Result of a query.
     *
     * @param afterNanos time until the result, in nanoseconds
     * @param answered whether the resolver gets a response
     */
    record End(long afterNanos, boolean answered) {}

    /** Creates servers that are up. */
    AuthoritativeServers(DnsSpec spec, ComponentContext context) {
        for (String name : spec.serverNames()) {
            hosts.add(new Host(context.simulation(), context.name(), name, Location.SINGLE, null));
        }
        this.free = spec.answersAtOnce();
        this.lookup = spec.lookup().sampler();
        this.times = context.random("lookup");
        this.errors = context.random("errors");
        this.order = context.random("name server");
    }

    /** Returns the hosts that faults affect. */
    List<Host> hosts() {
        return List.copyOf(hosts);
    }

    /** Returns whether every query is answered now, and without delay. */
    boolean answersAtOnce() {
        if (!free) {
            return false;
        }
        for (Host host : hosts) {
            if (!host.isUp() || host.errorShare() > 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns a random server among those that a query has not tried and its resolver does not avoid; one that the
     * resolver avoids if there is no other.
     *
     * @param attempt identity of the attempt
     */
    int choose(Resolver resolver, boolean[] tried, long now, long attempt) {
        if (tried.length == 1) {
            return 0;
        }
        int preferred = 0;
        int untried = 0;
        for (int server = 0; server < tried.length; server++) {
            untried += tried[server] ? 0 : 1;
            preferred += tried[server] || resolver.avoids(server, now) ? 0 : 1;
        }
        int remaining = order.withIdentity(attempt).nextInt(preferred > 0 ? preferred : untried);
        int server = 0;
        while (tried[server] || preferred > 0 && resolver.avoids(server, now) || remaining-- > 0) {
            server++;
        }
        return server;
    }

    /**
     * Returns the result of a query that is sent now.
     *
     * @param server number of the server, from 0
     * @param attempt identity of the attempt
     * @param leftNanos time until the query times out, in nanoseconds
     */
    End query(int server, long attempt, long leftNanos) {
        Host host = hosts.get(server);
        if (!host.isUp() && host.state() != State.CRASHED) {
            return new End(leftNanos, false);
        }
        long nanos = host.slowedNanos(lookup.sampleNanos(times.withIdentity(attempt)));
        boolean fails = !host.isUp()
                || host.errorShare() > 0 && errors.withIdentity(attempt).uniform() < host.errorShare();
        return nanos < leftNanos ? new End(nanos, !fails) : new End(leftNanos, false);
    }
}
