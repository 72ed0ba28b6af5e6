package dev.brownout.importing.log;

import dev.brownout.importing.detail.CacheResult;
import dev.brownout.importing.detail.RequestDetails;
import dev.brownout.importing.detail.RequestOutcome;
import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * W3C extended log file format: lines that begin with {@code #} name the columns of the lines after them. IIS writes
 * this format with times in milliseconds. CloudFront writes it with times in seconds, as in the draft.
 *
 * @see <a href="https://www.w3.org/TR/WD-logfile.html">W3C working draft, Extended Log File Format; Microsoft, W3C
 *     logging; Amazon CloudFront, standard log file fields</a>
 */
final class ExtendedLog implements LogFormat {
    private static final String FIELDS = "#Fields:";
    private static final String SOFTWARE = "#Software:";
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    private static final List<String> CACHES = List.of(
            "x-edge-result-type",
            "x-edge-response-result-type",
            "x-cache",
            "x-cache-info",
            "x-cache-status",
            "cs-cache-status",
            "sc(X-Cache)");
    private static final List<String> READ =
            List.of("date", "time", "cs-method", "cs-uri-stem", "cs-uri", "sc-status", "sc-bytes", "time-taken");

    private final Timestamps times = new Timestamps();
    private List<String> fields = List.of();
    private boolean millis;

    @Override
    public String name() {
        return "W3C extended";
    }

    @Override
    public String option() {
        return "w3c";
    }

    /**
     * Returns whether a line is a directive, and stores the columns that it declares. IIS is detected by its name, or
     * by columns that only IIS has.
     */
    @Override
    public boolean isSkipped(String line) {
        if (line.startsWith(SOFTWARE)) {
            millis = line.contains("Microsoft");
        } else if (line.startsWith(FIELDS)) {
            fields = List.of(line.substring(FIELDS.length()).strip().split("\\s+", -1));
            millis |= fields.contains("sc-win32-status") || fields.contains("s-sitename");
        }
        return line.startsWith("#");
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        if (fields.isEmpty()) {
            throw new UnparsableLineException(
                    Sentence.of("no line before it lists its columns, such as '#Fields: date time cs-method'"));
        }
        List<String> columns = columns(line);
        if (columns.size() != fields.size()) {
            throw new UnparsableLineException(
                    Sentence.of("it has {} columns, and '#Fields:' {}", columns.size(), fields.size()));
        }
        String path = of("cs-uri-stem", columns);
        String place = of("date", columns) + "T" + of("time", columns);
        long elapsed = responseMicros(of("time-taken", columns));
        String status = of("sc-status", columns);
        String bytes = of("sc-bytes", columns);
        return new AccessLogEntry(
                times.iso(place) - Math.max(0, elapsed),
                RequestLine.method(of("cs-method", columns)),
                RequestLine.path(path.isEmpty() ? of("cs-uri", columns) : path),
                status(status),
                bytes.isEmpty() ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(bytes)),
                elapsed,
                RequestDetails.of(cache(columns), "", ""));
    }

    private int status(String text) throws UnparsableLineException {
        if (text.isEmpty()) {
            return fields.contains("sc-status") ? RequestOutcome.NO_RESPONSE : RequestOutcome.NO_STATUS;
        }
        return (int) Timestamps.decimal(text);
    }

    /** Returns the result of CloudFront, or of a cache that logs its header. */
    private String cache(List<String> columns) {
        for (String field : CACHES) {
            String text = of(field, columns);
            if (!CacheResult.word(text).isEmpty()) {
                return text;
            }
        }
        return "";
    }

    @Override
    public List<String> leftOut() {
        Set<String> unread = new TreeSet<>(fields);
        unread.removeAll(READ);
        unread.removeAll(CACHES);
        return unread.isEmpty() ? List.of() : List.of("columns that are not read: " + String.join(", ", unread));
    }

    private long responseMicros(String text) throws UnparsableLineException {
        return text.isEmpty()
                ? AccessLogEntry.UNKNOWN
                : Math.round(Timestamps.decimal(text) * (millis ? MICROS_PER_MILLI : MICROS_PER_SECOND));
    }

    /** Returns the value of a column, or an empty text if the column is missing or contains {@code -}. */
    private String of(String field, List<String> columns) {
        int index = fields.indexOf(field);
        return index < 0 || columns.get(index).equals("-") ? "" : columns.get(index);
    }

    /**
     * Splits a line into columns. The separator is a tab if the line contains one, otherwise a space. Between spaces, a
     * quoted column may contain spaces.
     */
    private static List<String> columns(String line) {
        boolean tabs = line.indexOf('\t') >= 0;
        char between = tabs ? '\t' : ' ';
        List<String> columns = new ArrayList<>();
        int index = 0;
        while (index <= line.length()) {
            int from = !tabs && line.startsWith("\"", index) ? closing(line, index + 1) : index;
            int end = line.indexOf(between, from);
            end = end < 0 ? line.length() : end;
            columns.add(line.substring(index, end));
            index = end + 1;
        }
        return columns;
    }

    /**
     * Returns the index of the closing quotation mark of a quoted text, in which two quotation marks stand for one.
     * Returns {@code from} if the text is not closed.
     */
    private static int closing(String line, int from) {
        int index = line.indexOf('"', from);
        while (index >= 0 && line.startsWith("\"\"", index)) {
            index = line.indexOf('"', index + 2);
        }
        return index < 0 ? from : index;
    }
}
