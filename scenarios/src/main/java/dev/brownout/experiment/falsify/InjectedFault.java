package dev.brownout.experiment.falsify;

import dev.brownout.language.parse.Amount;
import dev.brownout.language.parse.Dimension;
import dev.brownout.language.parse.UnitParser;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * A fault of a schedule.
 *
 * @param startNanos start, in nanoseconds from the start of the run
 * @param durationNanos duration; 0 for a momentary fault
 * @param strength strength in the unit of its type; 0 without strength
 */
public record InjectedFault(FaultCandidate candidate, long startNanos, long durationNanos, double strength) {
    private static final MathContext TWO_DIGITS = new MathContext(2, RoundingMode.HALF_EVEN);

    /** Returns the end of the fault, in nanoseconds from the start of the run. */
    public long endNanos() {
        return startNanos + durationNanos;
    }

    /** Returns whether it can last for another time. */
    boolean isExtendable() {
        return candidate.type().longestNanos() > 0;
    }

    /** Returns the fault at another place. */
    InjectedFault with(FaultCandidate other) {
        return new InjectedFault(other, startNanos, durationNanos, strength);
    }

    /** Returns the fault with another duration. */
    InjectedFault withDuration(long nanos) {
        return new InjectedFault(candidate, startNanos, nanos, strength);
    }

    /** Returns the fault with another strength. */
    InjectedFault strong(double other) {
        return new InjectedFault(candidate, startNanos, durationNanos, other);
    }

    /** Returns the fault as written in a scenario, such as {@code at 75s: crash web/1 for 30s}. */
    public String sentence() {
        return "at " + time(startNanos) + ": " + action();
    }

    /** Returns the fault without its time. */
    String action() {
        return candidate.sentence(strength) + (durationNanos > 0 ? " for " + time(durationNanos) : "");
    }

    /** Returns the start as written in a scenario, such as {@code at 75s}. */
    String startText() {
        return "at " + time(startNanos);
    }

    /** Returns the position of the strength in its range, 0 to 1; 0 without strength. */
    double relativeStrength() {
        FaultStrength kind = candidate.type().strength();
        return kind == FaultStrength.NONE ? 0 : (strength - kind.mildest()) / (kind.strongest() - kind.mildest());
    }

    /** Returns a number rounded to two significant digits. */
    static double round(double value) {
        return BigDecimal.valueOf(value).round(TWO_DIGITS).doubleValue();
    }

    private static String time(long nanos) {
        return UnitParser.write(new Amount(BigDecimal.valueOf(nanos), Dimension.TIME));
    }
}
