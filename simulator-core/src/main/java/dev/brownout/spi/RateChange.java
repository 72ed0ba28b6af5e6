package dev.brownout.spi;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A change of a rate limit during a run.
 *
 * @param unit unit of the changed limit, and of its rate and burst
 * @param perSecond the new rate, per second; empty for no change
 * @param burst the new burst; empty for no change
 * @param fresh whether all quotas are reset, so that the calls admitted before no longer count
 */
public record RateChange(LimitUnit unit, OptionalDouble perSecond, OptionalInt burst, boolean fresh) {}
