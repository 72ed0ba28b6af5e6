package dev.brownout.importing.log;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.detail.DetailCounts;
import dev.brownout.importing.detail.RequestOutcome;
import dev.brownout.importing.loadtest.SummaryScenario;
import dev.brownout.importing.recognition.InputRecognizer;
import dev.brownout.sentence.Sentence;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * Statistics of access logs, collected in one pass over their lines. Memory use does not grow with the log, apart from
 * the data of a listener. Lines may come in any order, since servers write them when requests end.
 */
final class AccessLog {
    /** Minimum share of lines that must be parsed successfully. */
    static final double LEAST_UNDERSTOOD = 0.95;

    /** Maximum number of time buckets for the response times per route. */
    static final int STRETCHES = 256;

    /** Maximum number of time buckets for request counts. */
    static final int COUNTS = 65_536;

    private static final int INSPECTED_LINES = 200;

    /** Number of lines after which a log without a known format is given up. */
    private static final int MAX_INSPECTED_LINES = 5000;

    private static final int MAX_REPORTED = 10;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long FARTHEST_DAYS = 30;
    private static final long FARTHEST_DAYS_OF_A_TEST = 1;
    private static final long MILLI = 1000;
    private static final long SECOND = 1_000_000;

    private final Listener listener;
    private final List<String> names = new ArrayList<>();
    private final List<UnparsedLine> misread = new ArrayList<>();
    private final RouteTree routes = new RouteTree();
    private final TimeBuckets<PeriodStatistics> stretches =
            new TimeBuckets<>(STRETCHES, PeriodStatistics::new, PeriodStatistics::add);
    private final TimeBuckets<long[]> counts =
            new TimeBuckets<>(COUNTS, () -> new long[1], (sum, other) -> sum[0] += other[0]);
    private final DetailCounts details = new DetailCounts();
    private LogFormat requestedFormat;
    private LogFormat format;
    private long lines;
    private long asides;
    private long withoutRoute;
    private long understood;
    private long requested;
    private long timed;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long longest;
    private PeakUsers users = PeakUsers.NONE;
    private boolean millis = true;
    private boolean seconds = true;

    private AccessLog(Listener listener) {
        this.listener = listener;
    }

    /** Listener for the successfully parsed requests of a log. */
    @FunctionalInterface
    interface Listener {
        /** Called for each parsed request with the route that it was counted for. */
        void onRequest(AccessLogEntry access, UrlRoute route);
    }

    /**
     * Reads files one after another.
     *
     * @param requested the format given by the user, or empty to recognize it
     * @throws ImportException if a file cannot be read, there are no lines, or fewer than {@link #LEAST_UNDERSTOOD} of
     *     the lines are parsed
     */
    static AccessLog read(List<ImportSource> sources, Optional<String> requested) throws ImportException {
        return read(sources, requested, (access, route) -> {});
    }

    /**
     * Reads files one after another and passes each parsed request to a listener.
     *
     * @param requested the format given by the user, or empty to recognize it
     * @throws ImportException if a file cannot be read, there are no lines, or fewer than {@link #LEAST_UNDERSTOOD} of
     *     the lines are parsed
     */
    static AccessLog read(List<ImportSource> sources, Optional<String> requested, Listener listener)
            throws ImportException {
        AccessLog log = new AccessLog(listener);
        if (requested.isPresent()) {
            try {
                log.requestedFormat = LogFormats.format(requested.get());
            } catch (FormatException none) {
                throw new ImportException("--format: {}", Sentence.reason(none));
            }
        }
        List<String> inspected = new ArrayList<>();
        for (ImportSource source : sources) {
            log.read(source, inspected);
        }
        log.check(inspected);
        return log;
    }

    private void read(ImportSource source, List<String> inspected) throws ImportException {
        names.add(source.name());
        long number = 0;
        try (LogLines read = new LogLines(source.opener().open())) {
            List<NumberedLine> before = new ArrayList<>();
            while (read.next()) {
                number++;
                String text = read.tooLong() ? null : read.text();
                if (text != null && text.isBlank()) {
                    continue;
                }
                if (format == null && text != null) {
                    inspected.add(text);
                }
                if (format != null) {
                    parse(source.name(), number, text);
                } else {
                    before.add(new NumberedLine(number, text));
                    if (before.size() == INSPECTED_LINES || before.size() == MAX_INSPECTED_LINES) {
                        replay(source.name(), before, inspected, before.size() == MAX_INSPECTED_LINES);
                    }
                }
            }
            if (format == null && !before.isEmpty()) {
                replay(source.name(), before, inspected, true);
            }
        } catch (EOFException | ZipException damaged) {
            throw new ImportException(
                    "{}: the gzip data is truncated or damaged after {}{}; the missing amount is unknown",
                    source.name(),
                    number,
                    number == 1 ? " line" : " lines");
        } catch (IOException failed) {
            throw ImportException.unreadable(source.name(), failed);
        }
    }

    /** Recognizes the format, then parses the lines that were buffered for that. */
    private void replay(String source, List<NumberedLine> before, List<String> inspected, boolean whole)
            throws ImportException {
        format = requestedFormat == null
                ? FormatRecognition.recognized(inspected)
                : FormatRecognition.wrapped(requestedFormat, inspected);
        if (format == null && !whole) {
            return;
        }
        if (format == null) {
            throw new ImportException("{}: {}", source, unknown(inspected));
        }
        for (NumberedLine line : before) {
            parse(source, line.number(), line.text());
        }
        before.clear();
    }

    /** Returns the number of requests with a status that creates no route. */
    long withoutRoute() {
        return withoutRoute;
    }

    private static String unknown(List<String> inspected) {
        StringBuilder shapes = new StringBuilder();
        for (int i = 0; i < Math.min(3, inspected.size()); i++) {
            shapes.append("\n  it has: ")
                    .append(UnparsedLine.of("", 0, "", inspected.get(i)).shape());
        }
        String summary = SummaryScenario.form(String.join("\n", inspected));
        String other = InputRecognizer.description(String.join("\n", inspected), "log");
        String foreign = !summary.isEmpty()
                ? "this is the " + summary + ", without its individual requests; import it with 'brownout import log'"
                : other.isEmpty() ? ForeignLog.description(inspected) : other;
        return foreign.isEmpty()
                ? "no known format matches half of its first lines; give the format, such as --format "
                        + "'$remote_addr [$time_local] \"$request\" $status $request_time'" + shapes
                : foreign;
    }

    /** Line and its number. The text is null if the line is too long. */
    private record NumberedLine(long number, String text) {}

    private void parse(String source, long number, String text) {
        if (text != null && format.isSkipped(text)) {
            asides++;
            return;
        }
        lines++;
        try {
            if (text == null) {
                throw new UnparsableLineException(Sentence.of("it has more than {} bytes", LogLines.LONGEST));
            }
            record(format.read(text, LogFormat.NO_TIME));
            understood++;
        } catch (UnparsableLineException reason) {
            if (reason.isWithoutRequest()) {
                lines--;
                asides++;
            } else if (misread.size() < MAX_REPORTED) {
                misread.add(UnparsedLine.of(source, number, reason.getMessage(), text == null ? "" : text));
            }
        }
    }

    private void record(AccessLogEntry access) throws UnparsableLineException {
        long instant = access.arrivedMicros();
        long days = format.measuredByClient() ? FARTHEST_DAYS_OF_A_TEST : FARTHEST_DAYS;
        long far = days * MICROS_PER_DAY;
        if (understood > 0 && (instant < first - far || instant > last + far)) {
            throw new UnparsableLineException(Sentence.of(
                    "its time is more than {} from the times of all lines before; import each period as a "
                            + "file of its own",
                    days == 1 ? "1 day" : days + " days"));
        }
        first = Math.min(first, instant);
        last = Math.max(last, instant);
        requested += access.isRequest() ? 1 : 0;
        withoutRoute += RouteTree.NO_ROUTE.contains(access.status()) ? 1 : 0;
        UrlRoute route = routes.add(access);
        stretches.bucketAt(instant).add(route, access);
        counts.bucketAt(instant)[0]++;
        int active = format.activeUsers();
        users = active == 0 ? users : users.with(active, instant);
        listener.onRequest(access, route);
        details.add(access.details(), access.status(), instant, access.responseMicros());
        long elapsed = access.responseMicros();
        if (elapsed >= 0) {
            timed++;
            longest = access.outcome() == RequestOutcome.UNANSWERED ? longest : Math.max(longest, elapsed);
            millis &= elapsed % MILLI == 0;
            seconds &= elapsed % SECOND == 0;
        }
    }

    private void check(List<String> inspected) throws ImportException {
        if (lines == 0 && asides == 0) {
            throw new ImportException("{}: there is no line in it", String.join(", ", names));
        }
        if (requested == 0 && understood == lines) {
            String foreign = ForeignLog.description(inspected);
            throw new ImportException(
                    "{}: {}",
                    String.join(", ", names),
                    foreign.isEmpty() ? "none of its " + (lines + asides) + " lines is a request" : foreign);
        }
        if (understood >= LEAST_UNDERSTOOD * lines) {
            return;
        }
        StringBuilder message = new StringBuilder();
        message.append(String.format(
                Locale.ROOT,
                "%s: of %d lines %.1f %% are parsed as %s; at least 95 %% are required",
                String.join(", ", names),
                lines,
                Math.floor(1000.0 * understood / Math.max(1, lines)) / 10,
                format.name()));
        misread.forEach(one -> message.append("\n  ").append(one));
        String mixture = FormatRecognition.mixture(inspected);
        if (!mixture.isEmpty()) {
            message.append("\nits first ")
                    .append(inspected.size())
                    .append(" lines have several formats: ")
                    .append(mixture)
                    .append("; import the lines of each format as a file of its own");
        }
        LogFormat other = FormatRecognition.recognized(inspected);
        if (other == null || other.option().equals(format.option())) {
            message.append("\n--format gives the format of the lines; remove lines of another format first");
        } else if (other.option().indexOf(' ') < 0) {
            message.append("\ndid you mean --format ").append(other.option()).append('?');
        } else {
            message.append("\nwithout --format it is read as ").append(other.name());
        }
        throw new ImportException(Sentence.quote(message.toString()));
    }

    /** Returns the names of the files without their folders. */
    List<String> names() {
        return names.stream().map(ImportSource::fileName).toList();
    }

    LogFormat format() {
        return format;
    }

    /** Returns the number of lines, without empty lines and without lines that are no requests. */
    long lines() {
        return lines;
    }

    /** Returns the number of lines that are no requests, such as comments. */
    long asides() {
        return asides;
    }

    /** Returns the number of successfully parsed lines. */
    long understood() {
        return understood;
    }

    /** Returns the first lines that could not be parsed, at most ten. */
    List<UnparsedLine> misread() {
        return misread;
    }

    /** Returns the number of requests with a logged response time. */
    long timed() {
        return timed;
    }

    /** Returns the arrival time of the first request, in microseconds since 1970. */
    long firstMicros() {
        return first;
    }

    /** Returns the arrival time of the last request, in microseconds since 1970. */
    long lastMicros() {
        return last;
    }

    /** Returns the cache results, backends and requests without a response. */
    DetailCounts details() {
        return details;
    }

    /** Returns the longest response time, in microseconds. */
    long longestMicros() {
        return longest;
    }

    /**
     * Returns the resolution of the logged response times, in microseconds: one second, one millisecond or one
     * microsecond.
     */
    long resolutionMicros() {
        return seconds ? SECOND : millis ? MILLI : 1;
    }

    /** Returns the users of a load generator. */
    PeakUsers users() {
        return users.of(format.loop(), understood);
    }

    RouteTree routes() {
        return routes;
    }

    TimeBuckets<PeriodStatistics> stretches() {
        return stretches;
    }

    TimeBuckets<long[]> counts() {
        return counts;
    }
}
