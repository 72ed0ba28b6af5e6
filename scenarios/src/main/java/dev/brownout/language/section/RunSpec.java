package dev.brownout.language.section;

import dev.brownout.instrument.TimeFormat;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import java.time.Duration;

/** Duration and seed of a run, in the form in which a scenario writes them. */
@Doc("Duration and random seed of the run.")
public record RunSpec(
        @Doc("Simulated duration of the run, including the warm-up.")
        @Default("5m")
        @AtLeast(1)
        @AtMost(315_360_000_000_000_000L)
        @DefaultSource("long enough for a p99 at a few hundred requests per second; our assumption")
        Duration duration,

        @Doc("Warm-up at the start, which the results exclude.") @Default("0s")
        Duration warmup,

        @Doc("Random seed: equal seeds give equal runs.") @Default("1") @AtLeast(0)
        long seed) {
    /** Throws {@code IllegalArgumentException} if the warm-up is not shorter than the run. */
    public RunSpec {
        if (warmup.compareTo(duration) >= 0) {
            throw new InvalidValueException(
                    "the run ({}) is not longer than the warm-up ({})",
                    TimeFormat.text(duration.toNanos()),
                    TimeFormat.text(warmup.toNanos()));
        }
    }
}
