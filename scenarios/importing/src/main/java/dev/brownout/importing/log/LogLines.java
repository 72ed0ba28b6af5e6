package dev.brownout.importing.log;

import dev.brownout.importing.ImportSource;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The lines of a log, one at a time in bounded memory: plain, or packed by gzip (RFC 1952), which its first two bytes
 * tell. A line ends with a line feed, before which a carriage return may stand. Of one that is longer than
 * {@link #LONGEST} bytes the rest is passed over.
 */
final class LogLines implements Closeable {
    /**
     * The most bytes of a line that are kept: a request line may have 8 kB in servers as they come, and header values
     * too.
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

    /** Lines of a stream, which is closed with them. */
    LogLines(InputStream stream) throws IOException {
        in = ImportSource.unpacked(stream);
    }

    /**
     * Goes on to the next line.
     *
     * @return whether there is one
     * @throws IOException if it cannot be read, or what was packed is cut off or damaged
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
            keep(next, end);
            next = end + 1;
            if (end < filled) {
                return true;
            }
            next = filled;
        }
    }

    private void keep(int from, int end) {
        int kept = Math.min(end - from, LONGEST - length);
        tooLong |= kept < end - from;
        System.arraycopy(buffer, from, line, length, kept);
        length += kept;
    }

    /** The line without its end, each byte a character of Latin-1. */
    String text() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return new String(line, 0, end, StandardCharsets.ISO_8859_1);
    }

    /** Whether the line was longer than what is kept of it. */
    boolean tooLong() {
        return tooLong;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
