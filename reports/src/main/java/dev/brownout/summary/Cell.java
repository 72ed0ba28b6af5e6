package dev.brownout.summary;

import dev.brownout.format.QuantityFormat;

/**
 * A cell of a table.
 *
 * @param value for programs: a text, a number, a truth value, or {@code null}; {@code NaN} is "no data"
 * @param text for people
 * @param brief what people read instead where there is little room
 * @param tone what it means to them
 * @param detail what stands smaller below the text where there is room, such as an expression; empty for nothing
 */
public record Cell(Object value, String text, String brief, OutcomeTone tone, String detail) {
    private static final String NOTHING = "-";

    /** A text that programs and people read alike. */
    public static Cell of(String text) {
        return of(text, text);
    }

    /** A value, and what people read of it. */
    public static Cell of(Object value, String text) {
        return new Cell(value, text, text, OutcomeTone.PLAIN, "");
    }

    /** A bare number. */
    public static Cell count(double value) {
        return quantity(value, "1");
    }

    /** A value in its unit, as {@link QuantityFormat#of} prints it. */
    public static Cell quantity(double value, String unit) {
        return of(value, QuantityFormat.of(value, unit));
    }

    /** A span of nanoseconds. */
    public static Cell nanos(double value) {
        return quantity(value, "ns");
    }

    /** The same with another text where there is little room. */
    public Cell briefly(String other) {
        return new Cell(value, text, other, tone, detail);
    }

    /** The same number with a dash where there is little room and it is none. */
    public Cell dashed() {
        return value instanceof Double number && !Double.isFinite(number) ? briefly(NOTHING) : this;
    }

    /** The same with what it means to people. */
    public Cell toned(OutcomeTone other) {
        return new Cell(value, text, brief, other, detail);
    }

    /** The same with something smaller below it. */
    public Cell above(String other) {
        return new Cell(value, text, brief, tone, other);
    }
}
