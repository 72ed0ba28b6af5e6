package dev.brownout.cli.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Hands on until that fails for the first time, remembers why, and swallows the rest; a print stream would forget it.
 */
public final class FirstErrorStream extends OutputStream {
    private final OutputStream stream;
    private volatile IOException failure;

    /** Hands on to a stream. */
    public FirstErrorStream(OutputStream stream) {
        this.stream = stream;
    }

    /** What happened when it could not hand on; empty where all was handed on. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Whether it could not because nobody reads on, as with {@code | head}. */
    public boolean abandoned() {
        return failure().filter(FirstErrorStream::closedPipe).isPresent();
    }

    private static boolean closedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        if (failure != null) {
            return;
        }
        try {
            stream.write(bytes, from, length);
        } catch (IOException failed) {
            failure = failed;
        }
    }

    @Override
    public void flush() {
        if (failure != null) {
            return;
        }
        try {
            stream.flush();
        } catch (IOException failed) {
            failure = failed;
        }
    }
}
