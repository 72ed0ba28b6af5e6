package dev.brownout.workload;

import dev.brownout.random.Distribution;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import java.util.Objects;

/** A closed load: users who each wait for an answer, think, and ask again. So no rate is given; the answers make it. */
@Kind("users")
@Doc("A closed loop: each user sends, waits for the answer, thinks, and sends again.")
@Example("users(500 think=exp(7s))")
public record ClosedLoad(
        @Doc("How many.")
        @AtLeast(1)
        @AtMost(USERS_MAX)
        @InvalidArgumentMessage(fraction = "a number of users is whole")
        int users,

        @Doc("Time between an answer and the next request.")
        @InvalidArgumentMessage(missing = "think=exp(7s), the time between an answer and the next request")
        Distribution think)
        implements LoadProfile {

    /** As many as may be in flight in a run. */
    public static final int USERS_MAX = 2_000_000;

    /** Throws unless there is a user, or where there are more than two million. */
    public ClosedLoad {
        LoadArguments.that(users >= 1, "users must be >= 1", users);
        LoadArguments.that(users <= USERS_MAX, "users must be <= " + USERS_MAX, users);
        Objects.requireNonNull(think);
    }

    /** The most there could be: what the users would send if answers took no time. Infinite if they never think. */
    @Override
    public double ratePerSecond(long atNanos) {
        return users / think.mean() * 1e9;
    }

    @Override
    public double expected(long fromNanos, long toNanos) {
        return ratePerSecond(fromNanos) * (toNanos - fromNanos) * 1e-9;
    }
}
