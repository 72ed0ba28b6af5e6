package dev.brownout.component.quorumstore;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * When a read is sent to one copy more than must answer, as in Cassandra: {@code speculative_retry} of a table, by
 * default 99p. A percentile is that of the last 1000 reads of the node that was called; half of the timeout before
 * there are 100.
 */
@Doc("When a read is sent to one more copy, since the responses are late; by a fixed time or by a percentile.")
public record SpeculativeRetry(
        @Doc("How late they are then.") @AtLeast(1) Optional<Duration> after,

        @Doc("The same as a percentile of the last 1000 reads of the node that was called, such as 99%; half of the "
                + "timeout until 100 have been answered.")
        Optional<Share> percentile) {

    /** Refuses two delays, and none, with an IllegalArgumentException. */
    public SpeculativeRetry {
        if (after.isPresent() == percentile.isPresent()) {
            throw new IllegalArgumentException("a speculative retry has 'after' or 'percentile', and not both");
        }
    }
}
