package dev.brownout.language.diagnostic;

import java.util.List;

/**
 * Where something was written.
 *
 * @param source the text
 * @param line from 1
 * @param column from 1, in code points
 * @param length in code points; at least 1
 * @param origin which layer of a resolved scenario it belongs to
 * @param offsets for each code point of a value, how far behind the column it was written; empty where that is unknown
 */
public record SourceLocation(
        SourceText source, int line, int column, int length, String origin, List<Integer> offsets) {
    /** The origin of what a record or a list that is shipped says where nobody else does. */
    public static final String DEFAULT = "default";

    /** The origin of what a parent of the file says. */
    public static final String USE = "use";

    /** The origin of what the file says. */
    public static final String FILE = "file";

    /** The origin of what a variant says. */
    public static final String VARIANT = "variant";

    /** The origin of a parameter of the command line. */
    public static final String PARAM = "param";

    /** The origin of any other setting of the command line. */
    public static final String SET = "set";

    /** Takes the list as it is now. */
    public SourceLocation {
        offsets = List.copyOf(offsets);
    }

    /** Part of a value that was written here. */
    public SourceLocation at(int offset, int span) {
        if (offsets.isEmpty()) {
            return this;
        }
        int from = offsets.get(Math.min(offset, offsets.size() - 1));
        int last = offsets.get(Math.min(offset + Math.max(span, 1) - 1, offsets.size() - 1));
        int beyond = offset >= offsets.size() ? 1 : 0;
        return new SourceLocation(
                source, line, column + from + beyond, Math.max(1, last - from + 1), origin, List.of());
    }

    /** Whether another place lies within this one. */
    boolean contains(SourceLocation other) {
        return source.equals(other.source)
                && line == other.line
                && other.column >= column
                && other.column < column + length;
    }

    /** The same place in another layer. */
    public SourceLocation withOrigin(String other) {
        return new SourceLocation(source, line, column, length, other, offsets);
    }

    /** The same place of a value of which other offsets are known. */
    public SourceLocation withOffsets(List<Integer> other) {
        return new SourceLocation(source, line, column, length, origin, other);
    }

    /** Line and column, as in {@code 11:5}. */
    public String position() {
        return line + ":" + column;
    }
}
