package dev.brownout.fleet;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Factor;
import dev.brownout.vocabulary.Share;

/** What is otherwise on a machine that runs another version. */
@Doc("A version that machines can be brought to, and what is otherwise there than on those of the start.")
public record VersionSpec(
        @Doc("Share of the calls that fail at once; health checks pass.") @Default("0%")
        Share errors,

        @Doc("How many times as long all work takes.") @Default("x1") @AtLeast(0) @AtMost(1_000_000)
        Factor slower) {}
