package dev.brownout.spec;

/** Separator of the columns of a {@link RecordedTable}. */
public enum ColumnSeparator {
    /** A comma. */
    COMMA(','),
    /** A semicolon. */
    SEMICOLON(';'),
    /** A tab. */
    TAB('\t'),
    /** A vertical bar. */
    PIPE('|'),
    /** A run of spaces. */
    SPACE(' ');

    private final char character;

    ColumnSeparator(char character) {
        this.character = character;
    }

    /** Returns the character between two columns. */
    public char character() {
        return character;
    }
}
