package dev.brownout.workload;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import java.util.Objects;

/**
 * Closed load: each user waits for the response, thinks, and sends the next request. The rate is not given; it follows
 * from the response times.
 */
@Kind("users")
@Doc("Closed loop: each user sends a request, waits for the response, thinks, and sends the next one.")
@Example("users(500 think=exp(7s))")
public record ClosedLoad(
        @Doc("Number of users.")
        @AtLeast(1)
        @AtMost(USERS_MAX)
        @InvalidArgumentMessage(fraction = "the number of users is a whole number")
        int users,

        @Doc("Think time: from a response to the next request.")
        @InvalidArgumentMessage(missing = "think=exp(7s), the think time from a response to the next request")
        Distribution think)
        implements LoadProfile {

    /** Maximum number of users, which is the maximum number of requests in flight in a run. */
    public static final int USERS_MAX = 2_000_000;

    /** Throws unless there are 1 to 2,000,000 users. */
    public ClosedLoad {
        LoadArguments.require(users >= 1, "users must be >= 1", users);
        LoadArguments.require(users <= USERS_MAX, "users must be <= " + USERS_MAX, users);
        Objects.requireNonNull(think);
    }

    /**
     * Returns the maximum rate, which the users would reach with response times of 0. It is infinite for a think time
     * of 0.
     */
    @Override
    public double ratePerSecond(long atNanos) {
        return users / think.mean() * 1e9;
    }

    @Override
    public double expected(long fromNanos, long toNanos) {
        return ratePerSecond(fromNanos) * (toNanos - fromNanos) * 1e-9;
    }
}
