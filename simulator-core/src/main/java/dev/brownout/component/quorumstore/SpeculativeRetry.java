package dev.brownout.component.quorumstore;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.Optional;

/**
 * Delay after which a read is sent to one more copy than the read quorum, as with Cassandra's table option
 * {@code speculative_retry} (default 99p). A percentile refers to the latencies of the last 1000 reads of the
 * coordinator. Before 100 reads have completed, the delay is half of the timeout.
 */
@Doc("Speculative retry: sends a read to one more replica when responses are late, after a fixed time or at a "
        + "percentile.")
public record SpeculativeRetry(
        @Doc("Waiting time before the additional replica is contacted.") @AtLeast(1)
        Optional<Duration> after,

        @Doc("Waiting time as a percentile of the last 1,000 reads of the coordinator, such as 99%. Until 100 "
                + "reads have completed it is half of the timeout.")
        Optional<Share> percentile) {

    /**
     * Validates the delay.
     *
     * @throws IllegalArgumentException if both {@code after} and {@code percentile} are present, or neither
     */
    public SpeculativeRetry {
        if (after.isPresent() == percentile.isPresent()) {
            throw new InvalidValueException("a speculative retry requires either 'after' or 'percentile'");
        }
    }
}
