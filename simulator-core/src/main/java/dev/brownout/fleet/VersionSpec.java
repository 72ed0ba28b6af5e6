package dev.brownout.fleet;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Factor;
import dev.brownout.spec.Share;

/** Properties of a version of a server. */
@Doc("A deployable version, and its differences from the version at the start.")
public record VersionSpec(
        @Doc("Share of calls that fail immediately; health checks pass.") @Default("0%")
        Share errors,

        @Doc("Factor by which all work takes longer.") @Default("x1") @AtLeast(0) @AtMost(1_000_000)
        Factor slower) {}
