package dev.brownout.summary;

import dev.brownout.translation.SentenceTranslation;
import java.util.Set;

/**
 * A column of a table.
 *
 * @param name name of the column for programs
 * @param heading heading for readers
 * @param brief heading where space is limited
 * @param role kind of the content
 * @param forms formats that contain the column
 * @param least width in terminal columns to which the column may shrink if the table is too wide; the first columns of
 *     a wide table shrink first
 */
public record Column(String name, String heading, String brief, Role role, Set<OutputFormat> forms, int least) {
    private static final int MINIMUM = 12;

    /** Kind of the content of a column. Numbers are right-aligned, everything else is left-aligned. */
    public enum Role {
        /** Texts, possibly user-defined. */
        TEXT,
        /** Numbers with their units. */
        NUMBER,
        /** User-defined names, below a fixed heading. */
        NAME,
        /** Outcomes in fixed words, below a user-defined heading. */
        OUTCOME
    }

    /** Copies the formats. */
    public Column {
        forms = Set.copyOf(forms);
    }

    /** Creates a column of all formats, with the same name in each. */
    public static Column of(Role role, String name) {
        return new Column(name, name, name, role, OutputFormat.some(), MINIMUM);
    }

    /** Creates a column of texts. */
    public static Column text(String name) {
        return of(Role.TEXT, name);
    }

    /** Creates a column of numbers. */
    public static Column number(String name) {
        return of(Role.NUMBER, name);
    }

    /** Returns the column restricted to some formats. */
    public Column in(OutputFormat... formats) {
        return new Column(name, heading, brief, role, OutputFormat.some(formats), least);
    }

    /** Returns the column with another heading for readers. */
    public Column headed(String newHeading) {
        return new Column(name, newHeading, newHeading, role, forms, least);
    }

    /** Returns the column with another heading where space is limited. */
    public Column withBrief(String newBrief) {
        return new Column(name, heading, newBrief, role, forms, least);
    }

    /** Returns the column with another width to which it may shrink, in terminal columns. */
    public Column least(int columns) {
        return new Column(name, heading, brief, role, forms, columns);
    }

    /** Returns the column without permission to shrink. */
    public Column whole() {
        return least(Integer.MAX_VALUE);
    }

    /** Returns the heading for readers. A fixed heading is in the language of the current scope. */
    @Override
    public String heading() {
        return isFixed() ? SentenceTranslation.text(heading) : heading;
    }

    /** Returns the heading where space is limited. A fixed heading is in the language of the current scope. */
    @Override
    public String brief() {
        return isFixed() ? SentenceTranslation.text(brief) : brief;
    }

    /** Returns whether the heading is a term of this program, and no name of a scenario. */
    private boolean isFixed() {
        return role != Role.OUTCOME && heading.equals(name);
    }

    /** Returns whether the column is right-aligned. */
    public boolean right() {
        return role == Role.NUMBER;
    }
}
