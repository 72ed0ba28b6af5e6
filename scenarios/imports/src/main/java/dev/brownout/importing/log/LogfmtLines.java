package dev.brownout.importing.log;

import dev.brownout.importing.detail.UnreadFields;
import dev.brownout.sentence.Sentence;
import java.util.List;

/**
 * Log format of pairs such as {@code method=GET path=/x status=200 duration=12.3ms}, with the field names of
 * {@link FieldRole}: the router of Heroku (devcenter.heroku.com, "HTTP Routing": {@code connect} and {@code service}
 * are the parts of the response time), lograge (its README: {@code duration} in milliseconds), and loggers of Go. A
 * line without the fields of a request is a message of the application and no request.
 */
final class LogfmtLines implements LogFormat {
    private final Timestamps times = new Timestamps();
    private final UnreadFields unread = new UnreadFields();
    private String withoutUnit = "";

    @Override
    public String name() {
        return "logfmt";
    }

    @Override
    public String option() {
        return "logfmt";
    }

    @Override
    public List<String> leftOut() {
        return unread.remarks();
    }

    @Override
    public String untimed() {
        return withoutUnit.isEmpty()
                ? "the log has no response times"
                : "the field '" + withoutUnit + "' has no unit, so it is not used as the response time";
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        RequestFields fields = new RequestFields(times, unread);
        int pairs = 0;
        int index = 0;
        while (index < line.length()) {
            int equals = line.indexOf('=', index);
            if (equals < 0) {
                break;
            }
            int from = line.lastIndexOf(' ', equals) + 1;
            boolean quoted = line.startsWith("\"", equals + 1);
            int end = quoted ? closing(line, equals + 2) : line.indexOf(' ', equals);
            end = end < 0 ? line.length() : end;
            if (from >= index && equals > from) {
                pairs++;
                fields.store(line.substring(from, equals), line.substring(equals + (quoted ? 2 : 1), end), true);
            }
            index = end + 1;
        }
        if (pairs < 2) {
            throw new UnparsableLineException(Sentence.of("it has no pairs such as method=GET"));
        }
        AccessLogEntry access = fields.access(writtenMicros);
        withoutUnit = access.responseMicros() < 0 ? fields.withoutUnit() : withoutUnit;
        return access;
    }

    private static int closing(String line, int from) {
        int index = from;
        while (index < line.length() && line.charAt(index) != '"') {
            index += line.charAt(index) == '\\' ? 2 : 1;
        }
        return Math.min(index, line.length());
    }
}
