package dev.brownout.spi;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A change of a rate limit during a run.
 *
 * @param perSecond the new rate, in calls per second; empty for no change
 * @param burst the new burst, in calls; empty for no change
 * @param fresh whether all quotas are reset, so that the calls admitted before no longer count
 */
public record RateChange(OptionalDouble perSecond, OptionalInt burst, boolean fresh) {}
