package dev.brownout.importing.detail;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Fields that a server writes after the common or combined log format. The response time is recognized by its notation:
 * a number with three to six decimals is a time in seconds, as nginx ({@code $request_time}, ngx_http_log_module),
 * Tomcat before version 10 ({@code %T}), Rack ({@code CommonLogger}) and Gunicorn ({@code %(L)s}) write it. The largest
 * one counts, since the time of an upstream is a part of that of the request. A number with a unit, such as
 * {@code 12ms}, and a field with a name, such as {@code rt=0.012}, are recognized as well. An integer is ignored: it
 * can be a time in milliseconds, in microseconds, or a length.
 */
public final class TrailingFields {
    private static final Set<String> NAMES =
            Set.of("rt", "request_time", "req_time", "response_time", "resp_time", "duration", "took", "time");

    private static final Set<String> CACHES =
            Set.of("cache", "cs", "ucs", "cache_status", "upstream_cache_status", "x-cache", "x_cache");
    private static final Pattern X_CACHE = Pattern.compile("(?:HIT|MISS|Hit|Miss|RefreshHit|Error) from \\S+.*");
    private static final String ADDRESS = "upstream_addr=";
    private static final int LONGEST_HEADER = 300;

    private static final int LEAST_DECIMALS = 3;
    private static final int MOST_DECIMALS = 6;
    private static final int MOST_DIGITS = 5;
    private static final double MICROS_PER_SECOND = 1e6;

    private TrailingFields() {}

    /** Returns the response time in microseconds, or {@link DurationText#UNKNOWN} if none is recognized. */
    public static long responseMicros(String text) {
        long named = DurationText.UNKNOWN;
        long plain = DurationText.UNKNOWN;
        int index = 0;
        while (index < text.length()) {
            char first = text.charAt(index);
            char closing = first == '"' ? '"' : first == '[' ? ']' : ' ';
            int end = text.indexOf(closing, index + 1);
            end = end < 0 ? text.length() : closing == ' ' ? end : end + 1;
            int equals = text.indexOf('=', index);
            if (equals > index && equals < end) {
                String name = text.substring(index, equals).toLowerCase(Locale.ROOT);
                named = NAMES.contains(name) ? Math.max(named, time(text, equals + 1, end)) : named;
            } else if (closing == ' ') {
                plain = Math.max(plain, time(text, index, end));
            }
            index = start(text, end + 1);
        }
        return named >= 0 ? named : plain;
    }

    /** Returns the field that states the result of a lookup in a cache, or an empty text if none does. */
    public static String cache(String text) {
        String found = "";
        for (int index = start(text, 0);
                index < text.length() && found.isEmpty();
                index = start(text, end(text, index))) {
            String field = text.substring(index, end(text, index));
            int equals = field.indexOf('=');
            if (equals > 0 && CACHES.contains(field.substring(0, equals).toLowerCase(Locale.ROOT))) {
                found = unquoted(field.substring(equals + 1));
            } else {
                found = quotedCache(unquoted(field));
            }
        }
        return found;
    }

    /** Returns the content of a field if it can only be the result of a lookup in a cache, or an empty text. */
    public static String quotedCache(String text) {
        boolean word = !text.isEmpty() && Character.isLetter(text.charAt(0)) && text.length() < LONGEST_HEADER;
        return word && (CacheResult.isUnambiguous(text) || X_CACHE.matcher(text).matches()) ? text : "";
    }

    /** Returns the value of the field {@code upstream_addr}, or an empty text if there is none. */
    public static String backend(String text) {
        int index = text.indexOf(ADDRESS);
        if (index < 0) {
            return "";
        }
        int from = index + ADDRESS.length();
        return text.startsWith("\"", from) ? quote(text.substring(from), 1) : upstreams(text.substring(from));
    }

    /** Returns the text between the quotation marks of a number, from 1; empty if there are fewer. */
    public static String quote(String text, int number) {
        int from = -1;
        int end = -1;
        for (int i = 0; i < number; i++) {
            from = text.indexOf('"', end + 1);
            end = from < 0 ? -1 : text.indexOf('"', from + 1);
            if (end < 0) {
                return "";
            }
        }
        return text.substring(from + 1, end);
    }

    /** Returns the addresses at the beginning of a text, or after one name in brackets. */
    public static String upstreams(String text) {
        int from = text.startsWith("[") ? text.indexOf(' ') + 1 : 0;
        int end = from;
        do {
            end = text.indexOf(' ', end + 1);
        } while (end > 0
                && (text.charAt(end - 1) == ',' || text.startsWith(" : ", end) || text.startsWith(": ", end - 1)));
        return text.substring(from, end < 0 ? text.length() : end);
    }

    private static String unquoted(String field) {
        boolean quoted = field.length() > 1 && field.startsWith("\"") && field.endsWith("\"");
        return quoted ? field.substring(1, field.length() - 1) : field;
    }

    private static int start(String text, int from) {
        int index = from;
        while (index < text.length() && text.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    private static int end(String text, int index) {
        char closing = text.charAt(index) == '"' ? '"' : ' ';
        int end = text.indexOf(closing, index + 1);
        return end < 0 ? text.length() : closing == ' ' ? end : end + 1;
    }

    /** Returns the time of a field in microseconds, or {@link DurationText#UNKNOWN} if the field is no time. */
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
                : DurationText.UNKNOWN;
    }
}
