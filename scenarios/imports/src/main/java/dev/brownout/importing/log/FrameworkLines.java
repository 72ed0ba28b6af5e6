package dev.brownout.importing.log;

import dev.brownout.importing.detail.DurationText;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Request logs of web frameworks in the forms of their documentation: Gin and chi (their default loggers), morgan
 * (README, "Predefined Formats": dev, short, tiny), Django and Werkzeug (development servers), Uvicorn, and messages of
 * an application that contain a method, a path, a status and a time with its unit. A line without a method before a
 * path is a message of the application and no request.
 */
final class FrameworkLines implements LogFormat {
    private static final int LONGEST = 4000;
    private static final String METHOD = "(?<method>GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)";
    private static final String REQUEST = "\"" + METHOD + " (?<path>\\S+) HTTP/[0-9.]+\" ";
    private static final String STATUS = "(?<status>[1-5][0-9]{2})";
    private static final String CLOCK = "[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private static final String SLASHED = "(?<iso>[0-9]{4}/[0-9]{2}/[0-9]{2} (?:- )?" + CLOCK + "(?:[.][0-9]+)?) ";
    private static final String MILLIS = "(?<millis>[0-9]+(?:[.][0-9]+)?) ms";
    private static final String BYTES = "(?<bytes>[0-9]+|-)";
    private static final Pattern QUERY = Pattern.compile(METHOD + "[^A-Za-z0-9/]{1,12}(?:https?:/)?/");

    private final String name;
    private final Pattern pattern;
    private final List<String> groups;
    private final Timestamps times = new Timestamps();

    private FrameworkLines(String name, String regex) {
        this.name = name;
        this.pattern = Pattern.compile(regex);
        this.groups = List.of("iso", "common", "took", "millis", "bytes").stream()
                .filter(group -> regex.contains("(?<" + group + ">"))
                .toList();
    }

    /** Returns the formats, the more specific ones first. */
    static List<LogFormat> known() {
        return List.of(
                new FrameworkLines(
                        "Gin",
                        "\\[GIN\\] " + SLASHED + "\\| *" + STATUS + " *\\| *(?<took>[^ |]+) *\\| *[^ |]+ *\\| *"
                                + METHOD + " +\"?(?<path>[^\" ]+).*"),
                new FrameworkLines(
                        "chi",
                        SLASHED + "(?:\\[[^]]*\\] )?" + REQUEST + "from \\S+ - " + STATUS + " " + BYTES
                                + "B in (?<took>\\S+)"),
                new FrameworkLines("morgan (dev)", METHOD + " (?<path>\\S+) " + STATUS + " " + MILLIS + " - " + BYTES),
                new FrameworkLines("morgan (tiny)", METHOD + " (?<path>\\S+) " + STATUS + " " + BYTES + " - " + MILLIS),
                new FrameworkLines(
                        "morgan (short)",
                        "\\S+ \\S+ " + METHOD + " (?<path>\\S+) HTTP/[0-9.]+ " + STATUS + " " + BYTES + " - " + MILLIS),
                new FrameworkLines(
                        "Django or Werkzeug",
                        "(?:\\S+ - - )?\\[(?<common>[0-9]{2}/[A-Z][a-z]{2}/[0-9]{4} " + CLOCK + ")\\] " + REQUEST
                                + STATUS + " " + BYTES),
                new FrameworkLines("Uvicorn", "INFO: +\\S+ - " + REQUEST + STATUS + ".*"),
                new FrameworkLines(
                        "messages of an application with method, path, status and time",
                        "(?:\\[?(?<iso>[0-9]{4}[-/][0-9]{2}[-/][0-9]{2}[ T]" + CLOCK + "(?:[.,][0-9]+)?"
                                + "(?:Z|[+-][0-9]{2}:?[0-9]{2})?)\\]?\\s.{0,300}?)?\\b" + METHOD
                                + "\\W{1,3}(?<path>/[^\\s\"]*)(?=\\W).{0,200}?\\b" + STATUS
                                + "\\b.{0,100}?\\b(?<took>[0-9]+(?:[.][0-9]+)? ?(?:ns|us|ms|s))\\b.*"));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String option() {
        return "the format of " + name;
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        if (line.length() > LONGEST || !QUERY.matcher(line).find()) {
            throw UnparsableLineException.withoutRequest(Sentence.of("no method before a path"));
        }
        Matcher match = pattern.matcher(line);
        if (!match.matches()) {
            throw new UnparsableLineException(Sentence.of("its beginning does not match the format"));
        }
        long elapsed = responseMicros(match);
        String bytes = group(match, "bytes");
        return new AccessLogEntry(
                endMicros(match, writtenMicros) - Math.max(0, elapsed),
                match.group("method"),
                RequestLine.path(match.group("path")),
                Integer.parseInt(match.group("status")),
                bytes.isEmpty() || bytes.equals("-") ? AccessLogEntry.UNKNOWN : Math.round(Timestamps.decimal(bytes)),
                elapsed);
    }

    private String group(Matcher match, String group) {
        String text = groups.contains(group) ? match.group(group) : null;
        return text == null ? "" : text;
    }

    private long responseMicros(Matcher match) throws UnparsableLineException {
        String millis = group(match, "millis");
        String elapsed = group(match, "took");
        if (!millis.isEmpty()) {
            return Math.round(Timestamps.decimal(millis) * 1e3);
        }
        return elapsed.isEmpty() ? AccessLogEntry.UNKNOWN : DurationText.micros(elapsed);
    }

    private long endMicros(Matcher match, long writtenMicros) throws UnparsableLineException {
        String iso = group(match, "iso");
        String common = group(match, "common");
        if (!iso.isEmpty()) {
            return times.iso(iso.replace(" - ", " "));
        }
        if (!common.isEmpty()) {
            return times.common(common.replace(' ', ':') + " +0000");
        }
        if (writtenMicros == NO_TIME) {
            throw new UnparsableLineException(
                    Sentence.of("it has no time; keep that of the container, such as with 'docker logs "
                            + "--timestamps' or 'kubectl logs --timestamps'"));
        }
        return writtenMicros;
    }
}
