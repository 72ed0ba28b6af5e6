package dev.brownout.workload;

import dev.brownout.random.Distribution;
import dev.brownout.random.UniformDistribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import java.util.Objects;
import java.util.Optional;

/**
 * Load of users that keep connections open to a server, such as WebSockets. A request opens a connection. The rate is
 * not given; it follows from the rate at which connections end.
 */
@Kind("connections")
@Doc("Users with one persistent connection each to a server with 'connections', open from "
        + "the start as far as the limit allows. The request opens a new connection, a "
        + "'reconnect' time after the last one ended or was refused.")
@Example("connections(40k reconnect=uniform(0s 30s))")
public record ConnectionLoad(
        @Doc("Number of users.")
        @AtLeast(1)
        @AtMost(ClosedLoad.USERS_MAX)
        @InvalidArgumentMessage(fraction = "the number of users is a whole number")
        int users,

        @Doc("Time from the end of a connection, or from a failed attempt, to the next attempt.")
        @InvalidArgumentMessage(
                missing = "reconnect=uniform(0s 30s), the time from the end of a connection to the next attempt")
        Distribution reconnect,

        @Doc("Connection lifetime: the user closes the connection after this time; default: the "
                + "length of the run.")
        Optional<Distribution> lasts,

        @Doc("Time until the user detects a silent peer (without power or network, or paused); "
                + "default: uniform(20s 45s). The death of a process alone is detected immediately.")
        @DefaultSource("Engine.IO: a ping every 25 s (pingInterval), and another 20 s (pingTimeout) until it is missed")
        Optional<Distribution> notices)
        implements LoadProfile {

    private static final double LEAST_MEAN = 1e6;
    private static final long LEAST_NOTICE = 20_000_000_000L;
    private static final long MOST_NOTICE = 45_000_000_000L;

    /** Throws unless there are 1 to 2,000,000 users and the mean reconnect time is at least 1 ms. */
    public ConnectionLoad {
        LoadArguments.require(users >= 1, "users must be >= 1", users);
        LoadArguments.require(users <= ClosedLoad.USERS_MAX, "users must be <= " + ClosedLoad.USERS_MAX, users);
        Objects.requireNonNull(reconnect);
        LoadArguments.require(
                reconnect.mean() >= LEAST_MEAN,
                "reconnect must be >= 1ms on average, or refused users retry without end",
                Math.round(reconnect.mean()) + " ns");
    }

    /** Returns the distribution of the time that a user needs to detect an unresponsive server, in nanoseconds. */
    public Distribution noticing() {
        return notices.orElseGet(() -> new UniformDistribution(LEAST_NOTICE, MOST_NOTICE));
    }

    /**
     * Returns the rate of new connections if only users end connections, and attempts take no time. By Little's law,
     * all users then have a connection or wait to reconnect. The rate is 0 if users never end a connection.
     */
    @Override
    public double ratePerSecond(long atNanos) {
        return lasts.map(distribution -> users / (distribution.mean() + reconnect.mean()) * 1e9)
                .orElse(0.0);
    }

    @Override
    public double expected(long fromNanos, long toNanos) {
        return ratePerSecond(fromNanos) * (toNanos - fromNanos) * 1e-9;
    }
}
