package dev.brownout.importing.log;

import dev.brownout.importing.ImportSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;

/** Log that is generated while it is read, so it takes no memory. */
final class GeneratedLog extends InputStream {
    private final Iterator<String> lines;
    private byte[] line = new byte[0];
    private int next;

    private GeneratedLog(Iterator<String> lines) {
        this.lines = lines;
    }

    static ImportSource source(Iterable<String> lines) {
        return new ImportSource("made.log", () -> new GeneratedLog(lines.iterator()));
    }

    /** Returns a number of seconds with three decimals, in a tenth of the time of {@link String#format}. */
    static String seconds(double seconds) {
        long millis = Math.round(seconds * 1000);
        return millis / 1000 + "." + Long.toString(1000 + millis % 1000).substring(1);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (next == line.length) {
            if (!lines.hasNext()) {
                return -1;
            }
            line = (lines.next() + "\n").getBytes(StandardCharsets.ISO_8859_1);
            next = 0;
        }
        int read = Math.min(length, line.length - next);
        System.arraycopy(line, next, into, from, read);
        next += read;
        return read;
    }
}
