package dev.brownout.sla;

import java.util.Arrays;

/**
 * A number with a unit, such as the right side of a relation.
 *
 * @param value in the unit's base: nanoseconds, a ratio of 0 to 1, per second, bytes, bytes per second, or a count
 * @param unit what it counts
 */
public record Quantity(double value, Unit unit) {
    /** The units that a relation can be written in. */
    public enum Unit {
        /** A bare number. */
        COUNT("1"),
        /** {@code ns}, {@code us}, {@code ms}, {@code s}, {@code m}, {@code h}, {@code d}; base: nanosecond. */
        TIME("ns"),
        /** {@code %}; base: ratio. */
        RATIO("ratio"),
        /** {@code /s}, {@code /min}, {@code /h}; base: per second. */
        RATE("1/s"),
        /** {@code B}, {@code kB}, {@code KiB}, ...; base: byte. */
        SIZE("B"),
        /** {@code MB/s}, {@code Mbps}, ...; base: byte per second. */
        BANDWIDTH("B/s"),
        /** {@code $}; base: dollar. */
        MONEY("$"),
        /** {@code $/h}, {@code $/d}, ...; base: dollar per hour. */
        MONEY_RATE("$/h");

        private final String symbol;

        Unit(String symbol) {
            this.symbol = symbol;
        }

        /** Its base, as metrics and results name it. */
        public String symbol() {
            return symbol;
        }

        /** The unit whose base has that symbol; a bare number where none has. */
        public static Unit of(String symbol) {
            return Arrays.stream(values())
                    .filter(unit -> unit.symbol.equals(symbol))
                    .findFirst()
                    .orElse(COUNT);
        }
    }
}
