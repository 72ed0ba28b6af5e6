package dev.brownout.policy.hedge;

import dev.brownout.spec.Doc;
import dev.brownout.spec.FixedSpelling;

/** Instant at which the other attempts of a hedged call are cancelled. */
public enum HedgeCancellation implements FixedSpelling {
    @Doc("The first successful response cancels the other attempts.")
    ON_SUCCESS("true"),
    @Doc("No attempt is cancelled.")
    NEVER("false"),
    @Doc("Tied requests: an attempt withdraws the other ones when a server begins to work on it. They are dropped from"
            + " the queues of their servers, unless their work has begun as well.")
    WHEN_BEGUN("when-begun");

    private final String written;

    HedgeCancellation(String written) {
        this.written = written;
    }

    @Override
    public String written() {
        return written;
    }
}
