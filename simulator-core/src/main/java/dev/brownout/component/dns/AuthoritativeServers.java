package dev.brownout.component.dns;

import dev.brownout.host.Host;
import dev.brownout.host.Host.State;
import dev.brownout.host.Location;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;

/**
 * The authoritative name servers of a domain, as seen by resolvers: they respond, fail, or are silent. They belong to a
 * third party and are in no region of the scenario. Faults affect all of them together.
 */
final class AuthoritativeServers {
    /** Name of this fault target behind the name of the component. */
    static final String NAME = "authority";

    private final Host host;
    private final boolean free;
    private final Sampler lookup;
    private final long timeoutNanos;
    private final KeyedRandom times;
    private final KeyedRandom errors;

    /**
     * Result of a query.
     *
     * @param afterNanos waiting time of the resolver, in nanoseconds
     * @param answered whether the resolver gets a response
     */
    record End(long afterNanos, boolean answered) {}

    /** Creates servers that are up. */
    AuthoritativeServers(DnsSpec spec, ComponentContext context) {
        this.host = new Host(context.simulation(), context.name(), NAME, Location.ANYWHERE, null);
        this.free = spec.answersAtOnce();
        this.lookup = spec.lookup().sampler();
        this.timeoutNanos = spec.lookup_timeout().toNanos();
        this.times = context.random("lookup");
        this.errors = context.random("errors");
    }

    /** Returns the host that faults affect. */
    Host host() {
        return host;
    }

    /** Returns whether every query is answered now, and without delay. */
    boolean answersAtOnce() {
        return free && host.up() && host.errorShare() == 0;
    }

    /** Returns the result of a query that is sent now on behalf of a call. */
    End ask(long call) {
        if (!host.up() && host.state() != State.CRASHED) {
            return new End(timeoutNanos, false);
        }
        long nanos = host.slowedNanos(lookup.sampleNanos(times.at(call)));
        boolean fails = !host.up() || host.errorShare() > 0 && errors.at(call).uniform() < host.errorShare();
        return nanos < timeoutNanos ? new End(nanos, !fails) : new End(timeoutNanos, false);
    }
}
