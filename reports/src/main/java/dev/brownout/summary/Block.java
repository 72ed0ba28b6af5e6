package dev.brownout.summary;

import java.util.List;

/** A piece of a part: a {@link Table}, or what stands beside tables. */
public sealed interface Block
        permits Table,
                Block.Note,
                Block.Items,
                Block.Moments,
                Block.Title,
                Block.FoldedTable,
                Block.Flow,
                Block.Picture {
    /** Has itself written. */
    void write(Writer writer);

    /**
     * A sentence or several.
     *
     * @param kind what it is to the reader
     * @param text the words; blanks before them stay
     * @param indent by how much its lines on a terminal, but for the first, stand further in
     */
    record Note(Kind kind, String text, int indent) implements Block {
        private static final int INDENT = 2;

        /** What a note is to the reader. */
        public enum Kind {
            /** Something to know of what stands above. */
            NOTE,
            /** Something that will not go well. */
            WARNING,
            /** Something that did not come to its end. */
            FAILURE
        }

        /** Something to know. */
        public static Note of(String text) {
            return hanging(text, 0);
        }

        /** Something to know that stands beside others of its kind. */
        public static Note hanging(String text) {
            return hanging(text, INDENT);
        }

        /** The same, standing further in. */
        public static Note hanging(String text, int indent) {
            return new Note(Kind.NOTE, text, indent);
        }

        /** Something that will not go well. */
        public static Note warning(String text) {
            return new Note(Kind.WARNING, text, INDENT);
        }

        /** Something that did not come to its end. */
        public static Note failure(String text) {
            return new Note(Kind.FAILURE, text, 0);
        }

        @Override
        public void write(Writer writer) {
            writer.note(this);
        }
    }

    /** A list below a heading of its own. */
    record Items(String heading, List<String> items) implements Block {
        @Override
        public void write(Writer writer) {
            writer.items(this);
        }
    }

    /**
     * What happened, in order of time. Written out what every run asks of it: docs/performance.md, Start.
     *
     * @param more how many others happened that are not told
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
     * Something that happened. Written out what every run asks of it: docs/performance.md, Start.
     *
     * @param at when, as people read it
     * @param text what happened, without the time
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

    /** What the pieces below it are about, by a name that somebody chose. */
    record Title(String text) implements Block {
        @Override
        public void write(Writer writer) {
            writer.title(this);
        }
    }

    /**
     * A table that few want to see: folded away where a form can.
     *
     * @param title what it is of
     * @param named whether the title has a name in it that somebody chose
     */
    record FoldedTable(String title, boolean named, Table table) implements Block {
        @Override
        public void write(Writer writer) {
            writer.folded(this);
        }
    }

    /** Who calls whom, for forms that draw it themselves. */
    record Flow(List<Box> boxes, List<Arrow> arrows) implements Block {
        /**
         * Somebody who calls, or is called.
         *
         * @param users whether it is the users of a class of requests
         * @param lines what is said of it, its name first
         * @param on what is said of the machine on which it stands beside others; empty for one of its own
         */
        public record Box(boolean users, List<String> lines, String on) {
            /** Takes the list as it is now. */
            public Box {
                lines = List.copyOf(lines);
            }

            /** One on machines of its own. */
            public Box(boolean users, List<String> lines) {
                this(users, lines, "");
            }
        }

        /**
         * Calls.
         *
         * @param from the number of the box that calls, from 0
         * @param to the number of the one that is called
         * @param label what is said of them
         */
        public record Arrow(int from, int to, String label) {}

        /** Takes the lists as they are now. */
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
     * A picture.
     *
     * @param name letters, digits and hyphens, by which it can be linked to
     * @param svg an element of SVG
     */
    record Picture(String name, String svg) implements Block {
        @Override
        public void write(Writer writer) {
            writer.picture(this);
        }
    }
}
