package dev.brownout.summary;

import java.util.List;

/** A block of a part: a {@link Table}, or an element beside tables. */
public sealed interface Block
        permits Table,
                Block.Note,
                Block.Items,
                Block.Moments,
                Block.EventTable,
                Block.Title,
                Block.FoldedTable,
                Block.Flow,
                Block.Picture {
    /** Writes the block with a writer. */
    void write(Writer writer);

    /**
     * A note of one or more sentences.
     *
     * @param kind kind of the note
     * @param text text of the note; leading spaces are kept
     * @param indent additional indentation of the second and further lines on a terminal, in columns
     */
    record Note(Kind kind, String text, int indent) implements Block {
        private static final int INDENT = 2;

        /** Kind of a note. */
        public enum Kind {
            /** Information about the blocks above. */
            NOTE,
            /** Warning about an expected problem. */
            WARNING,
            /** Failure to reach the end. */
            FAILURE
        }

        /** Creates a note without a hanging indent. */
        public static Note of(String text) {
            return hanging(text, 0);
        }

        /** Creates a note with a hanging indent, for a list of similar notes. */
        public static Note hanging(String text) {
            return hanging(text, INDENT);
        }

        /** Creates a note with a hanging indent of a number of columns. */
        public static Note hanging(String text, int indent) {
            return new Note(Kind.NOTE, text, indent);
        }

        /** Creates a warning with a hanging indent. */
        public static Note warning(String text) {
            return new Note(Kind.WARNING, text, INDENT);
        }

        /** Creates a note about a failure. */
        public static Note failure(String text) {
            return new Note(Kind.FAILURE, text, 0);
        }

        @Override
        public void write(Writer writer) {
            writer.note(this);
        }
    }

    /** A list below its own heading. */
    record Items(String heading, List<String> items) implements Block {
        @Override
        public void write(Writer writer) {
            writer.items(this);
        }
    }

    /**
     * Events in chronological order. {@code equals} and {@code hashCode} are explicit because every run uses them:
     * docs/performance.md, Start.
     *
     * @param more number of events that are left out
     */
    record Moments(List<Moment> moments, int more) implements Block {
        @Override
        public void write(Writer writer) {
            writer.moments(this);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Moments moment && moment.more == more && moment.moments.equals(moments);
        }

        @Override
        public int hashCode() {
            return 31 * moments.hashCode() + more;
        }
    }

    /**
     * An event. {@code equals} and {@code hashCode} are explicit because every run uses them: docs/performance.md,
     * Start.
     *
     * @param at formatted time
     * @param text description of the event, without the time
     */
    record Moment(String at, String text) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Moment moment && moment.at.equals(at) && moment.text.equals(text);
        }

        @Override
        public int hashCode() {
            return 31 * at.hashCode() + text.hashCode();
        }
    }

    /**
     * Events with their times in each variant, for formats with space for a table.
     *
     * @param variants names of the variants
     * @param rows events in the order of their first time
     */
    record EventTable(List<String> variants, List<Row> rows) implements Block {
        /**
         * An event of one or several variants.
         *
         * @param text description of the event, without the time
         * @param times formatted times for each variant, in chronological order; empty if the variant lacks the event
         */
        public record Row(String text, List<List<String>> times) {
            /** Copies the list. */
            public Row {
                times = List.copyOf(times);
            }
        }

        /** Copies the lists. */
        public EventTable {
            variants = List.copyOf(variants);
            rows = List.copyOf(rows);
        }

        @Override
        public void write(Writer writer) {
            writer.events(this);
        }
    }

    /** Title of the blocks below it, with a user-defined name. */
    record Title(String text) implements Block {
        @Override
        public void write(Writer writer) {
            writer.title(this);
        }
    }

    /**
     * A table of secondary interest, collapsed if the format supports it.
     *
     * @param title title of the table
     * @param named whether the title has a user-defined name
     */
    record FoldedTable(String title, boolean named, Table table) implements Block {
        @Override
        public void write(Writer writer) {
            writer.folded(this);
        }
    }

    /** Call graph, for formats that render it themselves. */
    record Flow(List<Box> boxes, List<Arrow> arrows) implements Block {
        /**
         * A node of the call graph.
         *
         * @param users whether the node is the users of a class of requests
         * @param lines lines of text in the box, the name first
         * @param on description of the host that the component shares with others; empty for a host of its own
         */
        public record Box(boolean users, List<String> lines, String on) {
            /** Copies the list. */
            public Box {
                lines = List.copyOf(lines);
            }

            /** Creates a box of a component on hosts of its own. */
            public Box(boolean users, List<String> lines) {
                this(users, lines, "");
            }
        }

        /**
         * An edge of the call graph.
         *
         * @param from index of the calling box, from 0
         * @param to index of the called box, from 0
         * @param label label of the edge
         */
        public record Arrow(int from, int to, String label) {}

        /** Copies the lists. */
        public Flow {
            boxes = List.copyOf(boxes);
            arrows = List.copyOf(arrows);
        }

        @Override
        public void write(Writer writer) {
            writer.flow(this);
        }
    }

    /**
     * An image.
     *
     * @param name letters, digits and hyphens, usable as a link target
     * @param svg SVG element
     */
    record Picture(String name, String svg) implements Block {
        @Override
        public void write(Writer writer) {
            writer.picture(this);
        }
    }
}
