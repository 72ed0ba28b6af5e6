package dev.brownout.cli.text;

import dev.brownout.format.VerdictWording;
import dev.brownout.io.OutputFile;
import dev.brownout.result.VariantResult;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.tracing.RequestLog;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;

/**
 * Writes the requests of a run as an access log of JSON lines, in the order of their completion. The field names are
 * those that servers use: {@code start_time} (a run starts at 1970-01-01), {@code method} (GET for reads, POST for
 * writes), {@code path} (name of the request type and its key), {@code status}, {@code bytes} and {@code duration_us}.
 */
public final class AccessLogWriter implements RequestLog, Closeable {
    private static final long SECOND = 1_000_000_000L;
    private static final double MICRO = 1e3;

    private final OutputFile file;
    private final Writer out;

    /**
     * Opens a file and creates its parent folders. An existing file is replaced when the log is complete.
     *
     * @throws IOException if the file cannot be written, or is an input of the command
     */
    public AccessLogWriter(Path path) throws IOException {
        file = OutputFile.open(path);
        out = new BufferedWriter(new OutputStreamWriter(file.stream(), StandardCharsets.UTF_8));
    }

    @Override
    public void record(String type, Request request, long endedAt, Outcome outcome) {
        try {
            out.write(line(type, request, endedAt, outcome));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String line(String type, Request request, long endedAt, Outcome outcome) {
        Instant startTime = Instant.ofEpochSecond(request.intendedSendAt() / SECOND, request.intendedSendAt() % SECOND);
        String name = URLEncoder.encode(type, StandardCharsets.UTF_8);
        String key = request.key() > 0 ? "/" + request.key() : "";
        return "{\"start_time\":\"" + startTime + "\",\"method\":\""
                + (request.operation() == Operation.WRITE ? "POST" : "GET") + "\",\"path\":\"/" + name + key
                + "\",\"status\":" + status(outcome) + ",\"bytes\":" + request.sizeBytes() + ",\"duration_us\":"
                + String.format(Locale.ROOT, "%.3f", (endedAt - request.intendedSendAt()) / MICRO) + "}\n";
    }

    /**
     * Returns the HTTP status that servers and proxies send for an outcome (RFC 9110; 499 is nginx's status for a
     * client that closed the connection).
     */
    private static int status(Outcome outcome) {
        return switch (outcome) {
            case OK, STALE -> 200;
            case NOT_FOUND -> 404;
            case SOLD_OUT -> 409;
            case HOLD_EXPIRED -> 410;
            case LIMITED -> 429;
            case CANCELLED -> 499;
            case FAILED -> 500;
            case REFUSED, RESET -> 502;
            case REJECTED, UNAVAILABLE, SHORT_CIRCUITED -> 503;
            case TIMED_OUT -> 504;
            case FULL -> 507;
        };
    }

    /**
     * Completes the log of a run. A last line states the reason of an early end.
     *
     * @throws IOException if the log cannot be written
     */
    public void complete(VariantResult run) throws IOException {
        if (!run.run().complete()) {
            String reason = VerdictWording.earlyEnd(run).replace("\\", "\\\\").replace("\"", "\\\"");
            out.write("{\"partial\":\"" + reason + "\"}\n");
        }
        out.flush();
        file.commit();
    }

    /** Removes the log unless it is complete. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
