package dev.brownout.importing.log;

import java.util.Locale;
import java.util.Set;

/**
 * Fields that a server writes after the common or combined log format. The response time is recognized by its notation:
 * a number with three to six decimals is a time in seconds, as nginx ({@code $request_time}, ngx_http_log_module),
 * Tomcat before version 10 ({@code %T}), Rack ({@code CommonLogger}) and Gunicorn ({@code %(L)s}) write it. The largest
 * one counts, since the time of an upstream is a part of that of the request. A number with a unit, such as
 * {@code 12ms}, and a field with a name, such as {@code rt=0.012}, are recognized as well. An integer is ignored: it
 * can be a time in milliseconds, in microseconds, or a length.
 */
final class TrailingFields {
    private static final Set<String> NAMES =
            Set.of("rt", "request_time", "req_time", "response_time", "resp_time", "duration", "took", "time");

    private static final int LEAST_DECIMALS = 3;
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 5;
    private static final double MICROS_PER_SECOND = 1e6;

    private TrailingFields() {}

    /** Returns the response time in microseconds, or {@link AccessLogEntry#UNKNOWN} if none is recognized. */
    static long took(String text) {
        long named = AccessLogEntry.UNKNOWN;
        long plain = AccessLogEntry.UNKNOWN;
        int at = 0;
        while (at < text.length()) {
            char first = text.charAt(at);
            char closing = first == '"' ? '"' : first == '[' ? ']' : ' ';
            int end = text.indexOf(closing, at + 1);
            end = end < 0 ? text.length() : closing == ' ' ? end : end + 1;
            int equals = text.indexOf('=', at);
            if (equals > at && equals < end) {
                String name = text.substring(at, equals).toLowerCase(Locale.ROOT);
                named = NAMES.contains(name) ? Math.max(named, time(text, equals + 1, end)) : named;
            } else if (closing == ' ') {
                plain = Math.max(plain, time(text, at, end));
            }
            at = end + 1;
            while (at < text.length() && text.charAt(at) == ' ') {
                at++;
            }
        }
        return named >= 0 ? named : plain;
    }

    /** Returns the time of a field in microseconds, or {@link AccessLogEntry#UNKNOWN} if the field is no time. */
    private static long time(String text, int begin, int finish) {
        boolean quoted = finish - begin > 2 && text.charAt(begin) == '"' && text.charAt(finish - 1) == '"';
        int from = quoted ? begin + 1 : begin;
        int to = quoted ? finish - 1 : finish;
        to = to > from && text.charAt(to - 1) == ',' ? to - 1 : to;
        int point = -1;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.' && point < 0) {
                point = i;
            } else if (c < '0' || c > '9') {
                return i > from && Character.isLetter(c) ? DurationText.micros(text.substring(from, to)) : -1;
            }
        }
        int decimals = point < 0 ? 0 : to - point - 1;
        boolean seconds =
                decimals >= LEAST_DECIMALS && decimals <= MOST_DECIMALS && point > from && point - from <= MOST_DIGITS;
        return seconds
                ? Math.round(Double.parseDouble(text.substring(from, to)) * MICROS_PER_SECOND)
                : AccessLogEntry.UNKNOWN;
    }
}
