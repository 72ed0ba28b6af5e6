package dev.brownout.summary;

import java.util.Set;

/**
 * A column of a table.
 *
 * @param name what programs call it
 * @param heading what people read above it
 * @param brief what they read instead where there is little room
 * @param role what is in it
 * @param forms in which it stands
 * @param least to how few columns of a terminal it gives way where the table is too wide; a wide table takes from its
 *     first columns first
 */
public record Column(String name, String heading, String brief, Role role, Set<OutputFormat> forms, int least) {
    private static final int LEAST = 12;

    /** What is in a column: numbers stand right, all else stands left. */
    public enum Role {
        /** Texts, of which anybody may have chosen the words. */
        TEXT,
        /** Numbers with their units. */
        NUMBER,
        /** Names that somebody chose, below a heading of ours. */
        NAME,
        /** Outcomes in our words, below a name that somebody chose. */
        OUTCOME
    }

    /** Takes the forms as they are now. */
    public Column {
        forms = Set.copyOf(forms);
    }

    /** A column of every form, called alike in all of them. */
    public static Column of(Role role, String name) {
        return new Column(name, name, name, role, OutputFormat.some(), LEAST);
    }

    /** A column of texts. */
    public static Column text(String name) {
        return of(Role.TEXT, name);
    }

    /** A column of numbers. */
    public static Column number(String name) {
        return of(Role.NUMBER, name);
    }

    /** The same in some forms alone. */
    public Column in(OutputFormat... some) {
        return new Column(name, heading, brief, role, OutputFormat.some(some), least);
    }

    /** The same with another heading for people. */
    public Column headed(String other) {
        return new Column(name, other, other, role, forms, least);
    }

    /** The same with another heading where there is little room. */
    public Column briefly(String other) {
        return new Column(name, heading, other, role, forms, least);
    }

    /** The same giving way to so many columns of a terminal. */
    public Column least(int columns) {
        return new Column(name, heading, brief, role, forms, columns);
    }

    /** The same, never giving way. */
    public Column whole() {
        return least(Integer.MAX_VALUE);
    }

    /** Whether it stands on the right. */
    public boolean right() {
        return role == Role.NUMBER;
    }
}
