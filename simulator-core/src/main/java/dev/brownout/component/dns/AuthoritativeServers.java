package dev.brownout.component.dns;

import dev.brownout.host.Host;
import dev.brownout.host.Host.State;
import dev.brownout.host.Location;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.spi.ComponentContext;

/**
 * The name servers of a domain, as the rest of the world finds them: they answer, say that they cannot, or are silent.
 * They belong to a third party and stand in no region of the scenario; faults hit all of them at once.
 */
final class AuthoritativeServers {
    /** What a fault calls it behind the name of the component. */
    static final String NAME = "authority";

    private final Host host;
    private final boolean free;
    private final Sampler lookup;
    private final long timeoutNanos;
    private final KeyedRandom times;
    private final KeyedRandom errors;

    /**
     * How a question ends.
     *
     * @param afterNanos how long the resolver waits
     * @param answered whether it is told anything
     */
    record End(long afterNanos, boolean answered) {}

    /** One that is up. */
    AuthoritativeServers(DnsSpec spec, ComponentContext context) {
        this.host = new Host(context.simulation(), context.name(), NAME, Location.ANYWHERE, null);
        this.free = spec.answersAtOnce();
        this.lookup = spec.lookup().sampler();
        this.timeoutNanos = spec.lookup_timeout().toNanos();
        this.times = context.random("lookup");
        this.errors = context.random("errors");
    }

    /** What fails of it. */
    Host host() {
        return host;
    }

    /** Whether it answers any question now, and at once. */
    boolean answersAtOnce() {
        return free && host.up() && host.errorShare() == 0;
    }

    /** What becomes of a question that is put to it now, because of a call. */
    End ask(long call) {
        if (!host.up() && host.state() != State.CRASHED) {
            return new End(timeoutNanos, false);
        }
        long nanos = host.slowedNanos(lookup.sampleNanos(times.at(call)));
        boolean fails = !host.up() || host.errorShare() > 0 && errors.at(call).uniform() < host.errorShare();
        return nanos < timeoutNanos ? new End(nanos, !fails) : new End(timeoutNanos, false);
    }
}
