package dev.brownout.language.diagnostic;

import java.util.List;

/**
 * The location of a value in a source text.
 *
 * @param source the text
 * @param line the line, from 1
 * @param column the column, from 1, in code points
 * @param length the length, in code points; at least 1
 * @param origin the layer of the resolved scenario that the value belongs to
 * @param offsets the offset from the column, in code points, of each code point of the value; empty if unknown
 */
public record SourceLocation(
        SourceText source, int line, int column, int length, String origin, List<Integer> offsets) {
    /** Origin of a default of a record or of a shipped list. */
    public static final String DEFAULT = "default";

    /** Origin of a value from a parent of the file. */
    public static final String USE = "use";

    /** Origin of a value from the file. */
    public static final String FILE = "file";

    /** Origin of a value from a variant. */
    public static final String VARIANT = "variant";

    /** Origin of a parameter from the command line. */
    public static final String PARAM = "param";

    /** Origin of any other setting from the command line. */
    public static final String SET = "set";

    /** Copies the list. */
    public SourceLocation {
        offsets = List.copyOf(offsets);
    }

    /** Returns the location of a part of the value, or this location if the offsets are unknown. */
    public SourceLocation subLocation(int offset, int span) {
        if (offsets.isEmpty()) {
            return this;
        }
        int from = offsets.get(Math.min(offset, offsets.size() - 1));
        int last = offsets.get(Math.min(offset + Math.max(span, 1) - 1, offsets.size() - 1));
        int beyond = offset >= offsets.size() ? 1 : 0;
        return new SourceLocation(
                source, line, column + from + beyond, Math.max(1, last - from + 1), origin, List.of());
    }

    /** Returns the text at the location; empty if it does not lie on one line of the source. */
    public String text() {
        String written = source.line(line);
        int points = written.codePointCount(0, written.length());
        if (column < 1 || column - 1 + length > points) {
            return "";
        }
        int start = written.offsetByCodePoints(0, column - 1);
        return written.substring(start, written.offsetByCodePoints(start, length));
    }

    /** Returns whether another location begins within this one. */
    boolean contains(SourceLocation other) {
        return source.equals(other.source)
                && line == other.line
                && other.column >= column
                && other.column < column + length;
    }

    /** Returns this location with another origin. */
    public SourceLocation withOrigin(String other) {
        return new SourceLocation(source, line, column, length, other, offsets);
    }

    /** Returns this location with other offsets. */
    public SourceLocation withOffsets(List<Integer> other) {
        return new SourceLocation(source, line, column, length, origin, other);
    }

    /** Returns line and column, such as {@code 11:5}. */
    public String position() {
        return line + ":" + column;
    }
}
