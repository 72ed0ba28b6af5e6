package dev.brownout.mcp;

import java.io.BufferedReader;
import java.io.IOException;

/** Reader of lines of limited length. A longer line is read to its end without being stored. */
final class LineReader {
    private final BufferedReader reader;
    private final int mostCharacters;

    /**
     * A line of the input.
     *
     * @param text characters of the line without its end; empty if the line is too long
     * @param complete whether the text is the whole line
     */
    record Line(String text, boolean complete) {}

    LineReader(BufferedReader reader, int mostCharacters) {
        this.reader = reader;
        this.mostCharacters = mostCharacters;
    }

    /** Returns the next line; {@code null} at the end of the input. */
    Line next() throws IOException {
        StringBuilder text = new StringBuilder();
        boolean complete = true;
        int character = reader.read();
        if (character < 0) {
            return null;
        }
        while (character >= 0 && character != '\n') {
            if (text.length() < mostCharacters) {
                text.append((char) character);
            } else {
                complete = false;
            }
            character = reader.read();
        }
        return complete ? new Line(text.toString(), true) : new Line("", false);
    }
}
