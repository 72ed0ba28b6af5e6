package dev.brownout.importing.log;

import dev.brownout.importing.detail.RequestDetails;
import dev.brownout.importing.loadtest.LoadTestFormat;
import dev.brownout.importing.loadtest.LoadTestRequest;
import dev.brownout.importing.loadtest.LoopKind;
import dev.brownout.importing.system.NameAnonymizer;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Locale;

/** Log format of the results of a load generator. */
final class LoadTestLines implements LogFormat {
    private final LoadTestFormat format;

    LoadTestLines(LoadTestFormat format) {
        this.format = format;
    }

    /** Returns the formats of all load generators. */
    static List<LoadTestLines> known() {
        return LoadTestFormat.known().stream().map(LoadTestLines::new).toList();
    }

    @Override
    public String name() {
        return format.name();
    }

    @Override
    public String option() {
        return format.tool().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<String> leftOut() {
        return format.leftOut();
    }

    @Override
    public boolean measuredByClient() {
        return true;
    }

    @Override
    public int activeUsers() {
        return format.activeUsers();
    }

    @Override
    public LoopKind loop() {
        return format.loop();
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        LoadTestRequest request;
        try {
            request = format.read(line);
        } catch (IllegalArgumentException reason) {
            throw new UnparsableLineException(Sentence.reason(reason));
        }
        if (request == null) {
            throw UnparsableLineException.withoutRequest(Sentence.of("a line without a request"));
        }
        return new AccessLogEntry(
                request.startedMicros(),
                request.method(),
                RequestLine.path(request.url()),
                request.status(),
                request.bytes(),
                request.responseMicros(),
                request.name().isEmpty() ? "" : NameAnonymizer.label(request.name()),
                RequestDetails.NONE);
    }
}
