package dev.brownout.component.inference;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.Doc;
import java.time.Duration;
import java.util.Optional;

/**
 * Bounds of a call. Goodput is the rate of the calls within them (Zhong et al., DistServe, OSDI 2024; vLLM's benchmark
 * of a server, option --goodput).
 */
@Doc("Bounds that a call must keep to count as goodput; at least one.")
public record SloSpec(
        @Doc("Bound of the time to first token.") @AtLeast(1)
        Optional<Duration> ttft,

        @Doc("Bound of the mean time per output token after the first.") @AtLeast(1)
        Optional<Duration> tpot,

        @Doc("Bound of the longest time between two tokens.") @AtLeast(1)
        Optional<Duration> itl) {
    /**
     * Validates the bounds.
     *
     * @throws IllegalArgumentException if there is none
     */
    public SloSpec {
        if (ttft.isEmpty() && tpot.isEmpty() && itl.isEmpty()) {
            throw new InvalidValueException("'slo' needs a bound, such as ttft: 2s");
        }
    }

    /** Returns whether a complete sequence is within all bounds. */
    boolean isMetBy(TokenSequence sequence) {
        long gaps = sequence.generated - 1L;
        return isWithin(ttft, sequence.firstAt - sequence.arrivedAt, 1)
                && isWithin(tpot, sequence.lastAt - sequence.firstAt, gaps)
                && isWithin(itl, sequence.longestGap, 1);
    }

    private static boolean isWithin(Optional<Duration> bound, long nanos, long times) {
        return bound.isEmpty() || nanos <= product(bound.get(), times);
    }

    private static long product(Duration bound, long times) {
        long most = bound.toNanos();
        return times != 0 && most > Long.MAX_VALUE / times ? Long.MAX_VALUE : most * times;
    }
}
