package dev.brownout.importing.log;

import dev.brownout.importing.loadtest.LoopKind;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/** Log format inside the notation of a system that collects the lines. */
final class WrappedFormat implements LogFormat {
    private final LineWrapper wrapper;
    private final LogFormat inner;
    private long errors;
    private String lastLine = "";
    private WrappedLine last;

    WrappedFormat(LineWrapper wrapper, LogFormat inner) {
        this.wrapper = wrapper;
        this.inner = inner;
    }

    private WrappedLine unwrapped(String line) {
        if (!line.equals(lastLine)) {
            last = wrapper.unwrap(line);
            lastLine = line;
        }
        return last;
    }

    @Override
    public String name() {
        return inner.name() + " in " + wrapper.label();
    }

    @Override
    public String option() {
        return inner.option();
    }

    @Override
    public boolean isSkipped(String line) {
        WrappedLine wrapped = unwrapped(line);
        return wrapped != null && (wrapped.text().isBlank() || inner.isSkipped(wrapped.text()));
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        WrappedLine wrapped = unwrapped(line);
        if (wrapped == null) {
            throw new UnparsableLineException(Sentence.of("it does not have the form of {}", wrapper.label()));
        }
        try {
            long written = wrapped.writtenMicros();
            return inner.read(wrapped.text(), written == NO_TIME ? writtenMicros : written);
        } catch (UnparsableLineException reason) {
            if (wrapped.error() && !reason.isWithoutRequest()) {
                errors++;
                throw UnparsableLineException.withoutRequest(Sentence.of("a line of standard error"));
            }
            throw reason;
        }
    }

    @Override
    public List<String> leftOut() {
        List<String> sentences = new ArrayList<>(inner.leftOut());
        if (errors > 0) {
            sentences.add("lines of standard error that are no requests");
        }
        return sentences;
    }

    @Override
    public String untimed() {
        return inner.untimed();
    }

    @Override
    public boolean measuredByClient() {
        return inner.measuredByClient();
    }

    @Override
    public int activeUsers() {
        return inner.activeUsers();
    }

    @Override
    public LoopKind loop() {
        return inner.loop();
    }
}
