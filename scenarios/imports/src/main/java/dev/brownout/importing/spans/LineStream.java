package dev.brownout.importing.spans;

import java.io.IOException;
import java.io.InputStream;

/**
 * Input stream that never returns bytes beyond the end of a line in one read, so that a reader of a line has not
 * consumed the beginning of the next one. On demand, each line is presented as a stream of its own.
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

    /** Makes the end of each line the end of the stream, until {@link #nextLine} is called. */
    void byLine() {
        byLine = true;
    }

    /** Returns whether exactly the first line was consumed, up to its end. */
    boolean firstLine() {
        return lineEnded && lines == 1;
    }

    /**
     * Skips the rest of the current line and advances to the next one.
     *
     * @return whether there is a next line
     */
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
        byte[] singleByte = new byte[1];
        return read(singleByte, 0, 1) < 0 ? -1 : singleByte[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (byLine && lineEnded || !fill()) {
            return -1;
        }
        int maxCount = Math.min(length, filled - next);
        int count = 0;
        while (count < maxCount) {
            byte character = buffer[next++];
            into[from + count++] = character;
            if (character == '\n') {
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
