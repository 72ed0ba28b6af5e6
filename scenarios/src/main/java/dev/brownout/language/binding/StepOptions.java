package dev.brownout.language.binding;

import dev.brownout.random.KeyPopularity;
import dev.brownout.random.PerKeyCount;
import dev.brownout.random.TraceKeys;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spec.Share;
import dev.brownout.spi.FilterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Options beside the verb of a step, in the form in which a scenario writes them. */
@Doc("Keys beside the verb of any step.")
public record StepOptions(
        @Doc("Share of the requests that execute the step; not for a step that forwards the request.")
        Optional<Share> when,

        @Doc("Timeout of the call. Default: 1s between tiers.") @NoneKeyword("none")
        Optional<Duration> timeout,

        @Doc("Number of calls, at most 1000; default: 1. They are sequential, inside 'parallel' concurrent. With"
                + " 'publish': number of messages of one call, which are stored atomically. By the request's key:"
                + " hot(10M on bieber, rest 200).")
        @AtLeast(1)
        @AtMost(100_000_000)
        Optional<PerKeyCount> times,

        @Doc("Distribution of the key of each call or message. Default: the key of the request.")
        Optional<KeyPopularity> key,

        @Doc("Filters around the step, outermost first.") List<FilterSpec> policies) {
    /** Copies the list. Throws {@code IllegalArgumentException} for a key trace with recorded sizes. */
    public StepOptions {
        key.ifPresent(TraceKeys::requireNoSizes);
        policies = List.copyOf(policies);
    }
}
