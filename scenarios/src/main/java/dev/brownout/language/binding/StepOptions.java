package dev.brownout.language.binding;

import dev.brownout.random.KeyPopularity;
import dev.brownout.random.TraceKeys;
import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.NoneWord;
import dev.brownout.vocabulary.Share;
import dev.brownout.wiring.FilterSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may stand beside the verb of a step, in the form in which a scenario writes it. */
@Doc("What may stand beside the verb of any step.")
public record StepOptions(
        @Doc("Share of the requests that take the step; a visit is taken by all.")
        Optional<Share> when,

        @Doc("How long the call may take; between tiers 1s unless said.") @NoneWord("none")
        Optional<Duration> timeout,

        @Doc("How often the call is made: one after the other, or inside 'parallel' at once; once unless said.")
        @AtLeast(1)
        @AtMost(1000)
        Optional<Integer> times,

        @Doc("Popularity of the keys that each call draws for itself; the request's own key unless said.")
        Optional<KeyPopularity> key,

        @Doc("Filters around the step, outermost first.") List<FilterSpec> policies) {
    /** Takes the list as it is now; refuses sizes recorded with the keys, with an IllegalArgumentException. */
    public StepOptions {
        key.ifPresent(TraceKeys::requireNoSizes);
        policies = List.copyOf(policies);
    }
}
