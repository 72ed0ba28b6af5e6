package dev.brownout.language;

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
record Place(SourceText source, int line, int column, int length, String origin, List<Integer> offsets) {
    static final String DEFAULT = "default";
    static final String USE = "use";
    static final String FILE = "file";
    static final String VARIANT = "variant";
    static final String PARAM = "param";
    static final String SET = "set";

    Place {
        offsets = List.copyOf(offsets);
    }

    /** Part of a value that was written here. */
    Place at(int offset, int span) {
        if (offsets.isEmpty()) {
            return this;
        }
        int from = offsets.get(Math.min(offset, offsets.size() - 1));
        int last = offsets.get(Math.min(offset + Math.max(span, 1) - 1, offsets.size() - 1));
        int beyond = offset >= offsets.size() ? 1 : 0;
        return new Place(source, line, column + from + beyond, Math.max(1, last - from + 1), origin, List.of());
    }

    /** Whether another place lies within this one. */
    boolean contains(Place other) {
        return source.equals(other.source)
                && line == other.line
                && other.column >= column
                && other.column < column + length;
    }

    Place withOrigin(String other) {
        return new Place(source, line, column, length, other, offsets);
    }

    Place withOffsets(List<Integer> other) {
        return new Place(source, line, column, length, origin, other);
    }

    /** Line and column, as in {@code 11:5}. */
    String position() {
        return line + ":" + column;
    }
}
