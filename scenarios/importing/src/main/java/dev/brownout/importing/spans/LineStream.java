package dev.brownout.importing.spans;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that are handed out no further than to the end of a line, so that whoever has read a line has not begun the
 * next one; and on demand as if each line were a file.
 */
final class LineStream extends InputStream {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int next;
    private int filled;
    private long lines;
    private boolean lineEnded;
    private boolean byLine;

    LineStream(InputStream in) {
        this.in = in;
    }

    /** From now on the end of a line is the end of the stream until {@link #nextLine}. */
    void byLine() {
        byLine = true;
    }

    /** Whether what was handed out is the first line to its end, and nothing else. */
    boolean firstLine() {
        return lineEnded && lines == 1;
    }

    /** Passes over the rest of the line and begins the next one; whether there is one. */
    boolean nextLine() throws IOException {
        while (!lineEnded && fill()) {
            while (next < filled && !lineEnded) {
                lineEnded = buffer[next++] == '\n';
            }
        }
        lineEnded = false;
        return fill();
    }

    private boolean fill() throws IOException {
        if (next == filled) {
            next = 0;
            filled = Math.max(0, in.read(buffer, 0, BUFFER));
        }
        return filled > 0;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (byLine && lineEnded || !fill()) {
            return -1;
        }
        int most = Math.min(length, filled - next);
        int count = 0;
        while (count < most) {
            byte one = buffer[next++];
            into[from + count++] = one;
            if (one == '\n') {
                lineEnded = true;
                lines++;
                return count;
            }
        }
        lineEnded = false;
        return count;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
