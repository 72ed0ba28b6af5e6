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
@Doc("What may stand beside the verb of any step.")
public record StepOptions(
        @Doc("Share of the requests that take the step; a visit is taken by all.")
        Optional<Share> when,

        @Doc("How long the call may take; between tiers 1s unless said.") @NoneKeyword("none")
        Optional<Duration> timeout,

        @Doc("How often the call is made, at most 1000 times: one after the other, or inside 'parallel' at once; once"
                + " unless said. Beside 'publish', how many messages one call brings, which are stored together, all or"
                + " none. By the request's key: hot(10M on bieber, rest 200).")
        @AtLeast(1)
        @AtMost(100_000_000)
        Optional<PerKeyCount> times,

        @Doc("Popularity of the keys that each call, or each message, draws for itself; the request's own key unless"
                + " said.")
        Optional<KeyPopularity> key,

        @Doc("Filters around the step, outermost first.") List<FilterSpec> policies) {
    /** Copies the list. Throws {@code IllegalArgumentException} for a key trace with recorded sizes. */
    public StepOptions {
        key.ifPresent(TraceKeys::requireNoSizes);
        policies = List.copyOf(policies);
    }
}
