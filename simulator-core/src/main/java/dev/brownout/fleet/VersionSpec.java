package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Share;

/** Properties of a version of a server. */
@Doc("A version that machines can be brought to, and what is otherwise there than on those of the start.")
public record VersionSpec(
        @Doc("Share of the calls that fail at once; health checks pass.") @Default("0%")
        Share errors,

        @Doc("How many times as long all work takes.") @Default("x1") @AtLeast(0) @AtMost(1_000_000)
        Factor slower) {}
