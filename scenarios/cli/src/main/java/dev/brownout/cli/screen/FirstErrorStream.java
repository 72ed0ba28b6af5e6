package dev.brownout.cli.screen;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;

/**
 * Output stream that forwards bytes until the first error. It keeps that error and discards all further bytes. A
 * {@code PrintStream} would lose the error.
 */
public final class FirstErrorStream extends OutputStream {
    private final OutputStream stream;
    private volatile IOException failure;

    /** Creates a stream that forwards to another one. */
    public FirstErrorStream(OutputStream stream) {
        this.stream = stream;
    }

    /** Returns the first write error; empty if all bytes were forwarded. */
    public Optional<IOException> failure() {
        return Optional.ofNullable(failure);
    }

    /** Returns whether the reader closed the pipe, as {@code | head} does. */
    public boolean isClosedByReader() {
        return failure().filter(FirstErrorStream::isBrokenPipe).isPresent();
    }

    private static boolean isBrokenPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    @Override
    public void write(int value) {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        if (failure != null) {
            return;
        }
        try {
            stream.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
        }
    }

    @Override
    public void flush() {
        if (failure != null) {
            return;
        }
        try {
            stream.flush();
        } catch (IOException e) {
            failure = e;
        }
    }
}
