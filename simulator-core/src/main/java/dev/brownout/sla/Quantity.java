package dev.brownout.sla;

import java.util.Arrays;

/**
 * Number with a unit, such as the right side of a relation.
 *
 * @param value value in the base unit: nanoseconds, a ratio, per second, bytes, bytes per second, dollars, dollars per
 *     hour, or a count
 * @param unit unit of the number
 */
public record Quantity(double value, Unit unit) {
    /** Unit of a relation's right side. */
    public enum Unit {
        /** Number without a unit. */
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

        /** Returns the symbol of the base unit, as used by metrics and results. */
        public String symbol() {
            return symbol;
        }

        /** Returns the unit with this symbol; {@link #COUNT} if there is none. */
        public static Unit of(String symbol) {
            return Arrays.stream(values())
                    .filter(unit -> unit.symbol.equals(symbol))
                    .findFirst()
                    .orElse(COUNT);
        }
    }
}
