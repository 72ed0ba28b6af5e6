package dev.brownout.importing.log;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.io.FileError;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.ZipException;

/**
 * What an access log says, read once from its beginning to its end in memory that does not grow with it. Lines may come
 * in any order, as servers write them when requests end.
 */
final class AccessLog {
    /** The share of lines that must be understood. */
    static final double LEAST_UNDERSTOOD = 0.95;

    /** How many blocks of time the times of each route are counted in, at most. */
    static final int STRETCHES = 256;

    /** How many blocks of time requests are counted in, at most. */
    static final int COUNTS = 4096;

    private static final int LOOKED_AT = 200;
    private static final int MOST_TOLD = 10;
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final long FARTHEST_DAYS = 30;
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
    private LogFormat format;
    private long lines;
    private long asides;
    private long understood;
    private long timed;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;
    private long longest;
    private boolean millis = true;
    private boolean seconds = true;

    private AccessLog(Listener listener) {
        this.listener = listener;
    }

    /** Hears of each request of a log that is understood. */
    @FunctionalInterface
    interface Listener {
        /** Takes a request and the route that it was counted for. */
        void heard(AccessLogEntry access, UrlRoute route);
    }

    /**
     * Reads files, one after another.
     *
     * @param asked the format, if somebody has said it
     * @throws ImportException if one cannot be read, nothing is in them, or too few lines are understood
     */
    static AccessLog read(List<ImportSource> sources, Optional<String> asked) throws ImportException {
        return read(sources, asked, (access, route) -> {});
    }

    /** The same, with somebody who hears of each request. */
    static AccessLog read(List<ImportSource> sources, Optional<String> asked, Listener listener)
            throws ImportException {
        AccessLog log = new AccessLog(listener);
        if (asked.isPresent()) {
            try {
                log.format = LogFormats.of(asked.get());
            } catch (FormatException none) {
                throw new ImportException("--format: " + none.getMessage());
            }
        }
        List<String> looked = new ArrayList<>();
        for (ImportSource source : sources) {
            log.read(source, looked);
        }
        log.check(looked);
        return log;
    }

    private void read(ImportSource source, List<String> looked) throws ImportException {
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
                if (looked.size() < LOOKED_AT && text != null) {
                    looked.add(text);
                }
                if (format != null) {
                    take(source.name(), number, text);
                } else {
                    before.add(new NumberedLine(number, text));
                    if (before.size() == LOOKED_AT) {
                        replay(source.name(), before, looked);
                    }
                }
            }
            if (format == null && !before.isEmpty()) {
                replay(source.name(), before, looked);
            }
        } catch (EOFException | ZipException damaged) {
            throw new ImportException(source.name() + ": what gzip packed is cut off or damaged after " + number
                    + (number == 1 ? " line" : " lines") + "; how much is missing nobody knows");
        } catch (IOException failed) {
            throw new ImportException(source.name() + ": cannot be read: " + FileError.words(failed));
        }
    }

    /** Recognizes the format, and takes the lines that were looked at for that. */
    private void replay(String source, List<NumberedLine> before, List<String> looked) throws ImportException {
        format = LogFormats.recognized(looked);
        if (format == null) {
            List<String> shapes = new ArrayList<>();
            for (int i = 0; i < Math.min(3, looked.size()); i++) {
                shapes.add("\n  it has: "
                        + UnparsedLine.of("", 0, "", looked.get(i)).shape());
            }
            throw new ImportException(source + ": no format that is known understands half of its first lines;"
                    + " --format says how it is written, such as --format '$remote_addr [$time_local] \"$request\""
                    + " $status $request_time'" + String.join("", shapes));
        }
        for (NumberedLine line : before) {
            take(source, line.number(), line.text());
        }
    }

    /** A line and its number; null where it is too long. */
    private record NumberedLine(long number, String text) {}

    private void take(String source, long number, String text) {
        if (text != null && format.aside(text)) {
            asides++;
            return;
        }
        lines++;
        try {
            if (text == null) {
                throw new UnparsableLineException("it has more than " + LogLines.LONGEST + " bytes");
            }
            take(format.read(text));
            understood++;
        } catch (UnparsableLineException reason) {
            if (misread.size() < MOST_TOLD) {
                misread.add(UnparsedLine.of(source, number, reason.getMessage(), text == null ? "" : text));
            }
        }
    }

    private void take(AccessLogEntry access) throws UnparsableLineException {
        long at = access.arrivedMicros();
        long far = FARTHEST_DAYS * MICROS_PER_DAY;
        if (understood > 0 && (at < first - far || at > last + far)) {
            throw new UnparsableLineException(
                    "its time is more than " + FARTHEST_DAYS + " days from those of all lines before");
        }
        first = Math.min(first, at);
        last = Math.max(last, at);
        UrlRoute route = routes.add(access);
        stretches.at(at).add(route, access);
        counts.at(at)[0]++;
        listener.heard(access, route);
        long took = access.tookMicros();
        if (took >= 0) {
            timed++;
            longest = Math.max(longest, took);
            millis &= took % MILLI == 0;
            seconds &= took % SECOND == 0;
        }
    }

    private void check(List<String> looked) throws ImportException {
        if (lines == 0) {
            throw new ImportException(String.join(", ", names) + ": there is no line in it");
        }
        if (understood >= LEAST_UNDERSTOOD * lines) {
            return;
        }
        StringBuilder message = new StringBuilder();
        message.append(String.format(
                Locale.ROOT,
                "%s: of %d lines %.1f %% are understood as %s; at least 95 %% must be",
                String.join(", ", names),
                lines,
                Math.floor(1000.0 * understood / lines) / 10,
                format.name()));
        misread.forEach(one -> message.append("\n  ").append(one));
        LogFormat other = LogFormats.recognized(looked);
        if (other == null || other.option().equals(format.option())) {
            message.append("\n--format says how lines are written; lines of another kind must be taken out before");
        } else if (other.option().indexOf(' ') < 0) {
            message.append("\ndid you mean --format ").append(other.option()).append('?');
        } else {
            message.append("\nwithout --format it is read as ").append(other.name());
        }
        throw new ImportException(message.toString());
    }

    /** What the files are called, without their folders. */
    List<String> names() {
        return names.stream()
                .map(name -> name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1))
                .toList();
    }

    LogFormat format() {
        return format;
    }

    /** How many lines there were, empty ones not counted. */
    long lines() {
        return lines;
    }

    /** How many lines besides tell of no request, such as remarks. */
    long asides() {
        return asides;
    }

    /** How many of them are understood. */
    long understood() {
        return understood;
    }

    /** The first lines that are not. */
    List<UnparsedLine> misread() {
        return misread;
    }

    /** Of how many requests the log says how long they took. */
    long timed() {
        return timed;
    }

    /** When the first request arrived, in microseconds since 1970. */
    long firstMicros() {
        return first;
    }

    /** When the last one did. */
    long lastMicros() {
        return last;
    }

    /** The longest time that a request took, in microseconds. */
    long longestMicros() {
        return longest;
    }

    /** What the log tells times in, in microseconds. */
    long resolutionMicros() {
        return seconds ? SECOND : millis ? MILLI : 1;
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
