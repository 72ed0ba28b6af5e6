package dev.brownout.importing.log;

import dev.brownout.importing.ImportSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reader for the lines of a log, one at a time in bounded memory. The input is plain text or compressed with gzip (RFC
 * 1952), which is recognized by its first two bytes. A line ends with a line feed, optionally after a carriage return.
 * A line longer than {@link #LONGEST} bytes is truncated.
 */
final class LogLines implements Closeable {
    /**
     * Maximum number of bytes kept of a line. Servers limit a request line to 8 kB by default, and header values as
     * well.
     */
    static final int LONGEST = 65_536;

    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private byte[] line = new byte[BUFFER];
    private int filled;
    private int next;
    private int length;
    private boolean tooLong;

    /** Creates a reader for a stream and takes ownership of the stream. */
    LogLines(InputStream stream) throws IOException {
        in = ImportSource.unpacked(stream);
    }

    /**
     * Advances to the next line.
     *
     * @return whether there is a next line
     * @throws IOException if the stream cannot be read, or the compressed data is truncated or damaged
     */
    boolean next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (true) {
            if (next == filled) {
                filled = Math.max(0, in.read(buffer, 0, BUFFER));
                next = 0;
                if (filled == 0) {
                    return any;
                }
            }
            any = true;
            int end = next;
            while (end < filled && buffer[end] != '\n') {
                end++;
            }
            buffer(next, end);
            next = end + 1;
            if (end < filled) {
                return true;
            }
            next = filled;
        }
    }

    private void buffer(int from, int end) {
        int kept = Math.min(end - from, LONGEST - length);
        tooLong |= kept < end - from;
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    /** Returns the line without its line terminator. Each byte is a character of Latin-1. */
    String text() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Returns whether the line was truncated. */
    boolean tooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
