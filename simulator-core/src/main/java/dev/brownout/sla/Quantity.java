package dev.brownout.sla;

/**
 * A number with a unit, such as the right side of a relation.
 *
 * @param value in the unit's base: nanoseconds, a ratio of 0 to 1, per second, bytes, or a count
 * @param unit what it counts
 */
public record Quantity(double value, Unit unit) {
    /** The units that a relation can be written in. */
    public enum Unit {
        /** A bare number. */
        COUNT,
        /** {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}; base: nanosecond. */
        TIME,
        /** {@code %}; base: ratio. */
        RATIO,
        /** {@code /s}, {@code /min}, {@code /h}; base: per second. */
        RATE,
        /** {@code B}, {@code kB}, {@code KiB}, ...; base: byte. */
        SIZE,
        /** {@code $}; base: dollar. */
        MONEY,
        /** {@code $/h}, {@code $/d}, ...; base: dollar per hour. */
        MONEY_RATE
    }
}
