package dev.brownout.component.function;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.util.Optional;

/** Parameters of the concurrency that the functions of an account share. */
@Doc("Concurrency of the account in each region: the calls in progress of all functions with 'account' together,"
        + " without the reserved and the provisioned concurrency of other functions. Further calls end as limited"
        + " (HTTP 429).")
public record AccountSpec(
        @Doc("Concurrency of the account, the same for all of its functions.")
        @Default("1000")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("AWS Lambda Developer Guide, Lambda quotas: 1,000 concurrent executions in a region; new"
                + " accounts have less")
        int concurrency,

        @Doc("Concurrency that is reserved for this function, and its maximum number of calls in progress. Default:"
                + " none, so that it shares the unreserved concurrency.")
        @AtLeast(1)
        @AtMost(1_000_000)
        @DefaultSource("AWS Lambda Developer Guide, Configuring reserved concurrency for a function: none")
        Optional<Integer> reserved) {
    /** Concurrency that an account leaves to functions without reserved concurrency (AWS Lambda). */
    private static final int LEAST_UNRESERVED = 100;

    /**
     * Validates the parameters.
     *
     * @throws IllegalArgumentException if too little concurrency is left without a reservation
     */
    public AccountSpec {
        if (reserved.isPresent() && concurrency - reserved.get() < LEAST_UNRESERVED) {
            throw new IllegalArgumentException("'reserved' (" + reserved.get() + ") must leave " + LEAST_UNRESERVED
                    + " of 'concurrency' (" + concurrency + ") unreserved: reserve at most "
                    + Math.max(0, concurrency - LEAST_UNRESERVED) + ", or increase 'concurrency'");
        }
    }

    /**
     * Returns the concurrency that is left to calls on demand of functions without reserved concurrency.
     *
     * @param allocated reserved and provisioned concurrency of all functions
     * @throws IllegalArgumentException if it is too little
     */
    long unreserved(long allocated) {
        long left = concurrency - allocated;
        if (allocated > 0 && left < LEAST_UNRESERVED) {
            throw new IllegalArgumentException(
                    "the reserved and provisioned concurrency of all functions of the account"
                            + " is " + allocated + " of " + concurrency + ", but " + LEAST_UNRESERVED
                            + " must stay unreserved: reserve less, or increase 'concurrency'");
        }
        return left;
    }
}
