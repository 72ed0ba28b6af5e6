package dev.brownout.language.binding;

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

        @Doc("Filters around the step, outermost first.") List<FilterSpec> policies) {
    /** Takes the list as it is now. */
    public StepOptions {
        policies = List.copyOf(policies);
    }
}
