package dev.brownout.summary;

import dev.brownout.format.QuantityFormat;

/**
 * A cell of a table.
 *
 * @param value value for programs: a string, a number, a boolean, or {@code null}; {@code NaN} is "no data"
 * @param text formatted text
 * @param brief formatted text where space is limited
 * @param tone significance of the value for the reader
 * @param detail secondary text below the formatted text where space allows, such as an expression; empty for none
 */
public record Cell(Object value, String text, String brief, OutcomeTone tone, String detail) {
    private static final String NOTHING = "-";

    /** Creates a cell with the same text for programs and readers. */
    public static Cell of(String text) {
        return of(text, text);
    }

    /** Creates a cell with a value and its formatted text. */
    public static Cell of(Object value, String text) {
        return new Cell(value, text, text, OutcomeTone.PLAIN, "");
    }

    /** Creates a cell with a number without a unit. */
    public static Cell count(double value) {
        return quantity(value, "1");
    }

    /** Creates a cell with a value in its unit, formatted by {@link QuantityFormat#format}. */
    public static Cell quantity(double value, String unit) {
        return of(value, QuantityFormat.format(value, unit));
    }

    /** Creates a cell with a duration in ns. */
    public static Cell nanos(double value) {
        return quantity(value, "ns");
    }

    /** Returns the cell with another text where space is limited. */
    public Cell withBrief(String other) {
        return new Cell(value, text, other, tone, detail);
    }

    /** Returns the cell with a dash as its brief text if the number is not finite. */
    public Cell dashed() {
        return value instanceof Double number && !Double.isFinite(number) ? withBrief(NOTHING) : this;
    }

    /** Returns the cell with another tone. */
    public Cell toned(OutcomeTone other) {
        return new Cell(value, text, brief, other, detail);
    }

    /** Returns the cell with a secondary text below it. */
    public Cell above(String other) {
        return new Cell(value, text, brief, tone, other);
    }
}
