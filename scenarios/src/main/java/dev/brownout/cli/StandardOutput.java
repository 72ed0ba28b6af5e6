package dev.brownout.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Where results are printed, in UTF-8; remembers what kept it from printing, which a print stream forgets. */
final class StandardOutput extends PrintStream {
    private final Sink sink;

    /** Prints to a stream. */
    StandardOutput(OutputStream stream) {
        this(new Sink(stream));
    }

    private StandardOutput(Sink sink) {
        super(sink, true, StandardCharsets.UTF_8);
        this.sink = sink;
    }

    /** What happened when it could not print; empty where all was printed. */
    Optional<IOException> failure() {
        flush();
        return Optional.ofNullable(sink.failure);
    }

    /** Whether it could not print because nobody reads on, as with {@code | head}. */
    boolean abandoned() {
        return failure().filter(StandardOutput::closedPipe).isPresent();
    }

    private static boolean closedPipe(IOException failure) {
        return String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT).contains("pipe");
    }

    /** Hands on until that fails for the first time, and swallows the rest. */
    private static final class Sink extends OutputStream {
        private final OutputStream stream;
        private volatile IOException failure;

        Sink(OutputStream stream) {
            this.stream = stream;
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
}
