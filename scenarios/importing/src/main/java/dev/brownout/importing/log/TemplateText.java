package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Parser for log templates in server configurations: {@code log_format} of nginx (documentation of ngx_http_log_module,
 * and of ngx_http_core_module for the other variables) and {@code LogFormat} of the Apache HTTP server (documentation
 * of mod_log_config).
 */
final class TemplateText {
    private static final Map<String, TemplateField> NGINX = new TreeMap<>(Map.of(
            "time_local", TemplateField.ENDED,
            "time_iso8601", TemplateField.ENDED_ISO,
            "msec", TemplateField.ENDED_EPOCH,
            "request", TemplateField.REQUEST,
            "request_method", TemplateField.METHOD,
            "request_uri", TemplateField.PATH,
            "status", TemplateField.STATUS,
            "body_bytes_sent", TemplateField.BYTES,
            "bytes_sent", TemplateField.BYTES,
            "request_time", TemplateField.SECONDS_OF_NGINX));

    private static final Map<String, TemplateField> APACHE = new TreeMap<>(Map.of(
            "r", TemplateField.REQUEST,
            "m", TemplateField.METHOD,
            "U", TemplateField.PATH,
            "s", TemplateField.STATUS,
            "b", TemplateField.BYTES,
            "B", TemplateField.BYTES,
            "O", TemplateField.BYTES,
            "D", TemplateField.MICROS,
            "T", TemplateField.SECONDS,
            "t", TemplateField.BEGAN));

    /** Fields of Apache directives with braces, by the text in the braces, the closing brace and the letter. */
    private static final Map<String, TemplateField> APACHE_BRACES = new TreeMap<>(Map.of(
            "s}T", TemplateField.SECONDS,
            "ms}T", TemplateField.MILLIS,
            "us}T", TemplateField.MICROS,
            "sec}t", TemplateField.BEGAN_EPOCH,
            "msec}t", TemplateField.BEGAN_EPOCH,
            "usec}t", TemplateField.BEGAN_EPOCH,
            "end:sec}t", TemplateField.ENDED_EPOCH,
            "end:msec}t", TemplateField.ENDED_EPOCH,
            "end:usec}t", TemplateField.ENDED_EPOCH));

    private static final List<TemplateField> CLOCKS = List.of(TemplateField.BEGAN_CLOCK, TemplateField.ENDED_CLOCK);

    private final List<String> texts = new ArrayList<>();
    private final List<TemplateField> parts = new ArrayList<>();
    private final List<TimestampPattern> clocks = new ArrayList<>();
    private final StringBuilder between = new StringBuilder();

    private TemplateText() {}

    /**
     * Parses a format of nginx, such as {@code $remote_addr [$time_local] "$request" $status $request_time}.
     *
     * @param name human-readable name
     * @param open whether lines may continue after the format
     * @throws FormatException if a variable has no name, two variables have no character between them, or the format
     *     has no arrival time or no request
     */
    static Template nginx(String name, String text, boolean open) throws FormatException {
        TemplateText made = new TemplateText();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '$') {
                made.between.append(c);
                continue;
            }
            boolean braced = at < text.length() && text.charAt(at) == '{';
            int from = braced ? at + 1 : at;
            int end = from;
            while (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
                end++;
            }
            if (end == from || braced && (end == text.length() || text.charAt(end) != '}')) {
                throw new FormatException("a '$' without the name of a variable, at character " + at);
            }
            made.part(NGINX.getOrDefault(text.substring(from, end), TemplateField.OTHER));
            at = braced ? end + 1 : end;
        }
        return made.template(name, text, open);
    }

    /**
     * Parses a format of the Apache HTTP server, such as {@code %h %l %u %t "%r" %>s %b %D}, as in its configuration,
     * with or without backslashes before quotation marks.
     *
     * @param name human-readable name
     * @throws FormatException if a directive is invalid, or the format has no arrival time or no request
     */
    static Template apache(String name, String text) throws FormatException {
        TemplateText made = new TemplateText();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                char escaped = text.charAt(at++);
                made.between.append(escaped == 't' ? '\t' : escaped);
            } else if (c != '%') {
                made.between.append(c);
            } else if (at < text.length() && text.charAt(at) == '%') {
                made.between.append(text.charAt(at++));
            } else {
                at = made.directive(text, at);
            }
        }
        return made.template(name, text, false);
    }

    private int directive(String text, int begin) throws FormatException {
        int at = begin;
        while (at < text.length() && "<>!,0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        int from = at;
        if (at < text.length() && text.charAt(at) == '{') {
            from = at + 1;
            at = text.indexOf('}', at) + 1;
        }
        boolean caret = at < text.length() && text.charAt(at) == '^';
        int end = caret ? at + 3 : at + 1;
        if (at < from || end > text.length() || !Character.isLetter(text.charAt(end - 1))) {
            throw new FormatException("a '%' without a directive, at character " + begin);
        }
        String directive = text.substring(from, end);
        if (directive.equals("t")) {
            between.append('[');
            part(TemplateField.BEGAN);
            between.append(']');
        } else if (from != at) {
            braces(directive.startsWith("begin:") ? directive.substring("begin:".length()) : directive);
        } else {
            part(APACHE.getOrDefault(directive, TemplateField.OTHER));
        }
        return end;
    }

    private void braces(String directive) throws FormatException {
        TemplateField part = APACHE_BRACES.getOrDefault(directive, TemplateField.OTHER);
        if (part == TemplateField.OTHER && directive.endsWith("}t")) {
            boolean end = directive.startsWith("end:");
            clocks.add(TimestampPattern.of(directive.substring(end ? "end:".length() : 0, directive.length() - 2)));
            part = end ? TemplateField.ENDED_CLOCK : TemplateField.BEGAN_CLOCK;
        }
        part(part);
    }

    private void part(TemplateField part) throws FormatException {
        boolean closed = !parts.isEmpty() && CLOCKS.contains(parts.get(parts.size() - 1));
        if (!parts.isEmpty() && between.length() == 0 && !closed) {
            throw new FormatException("two variables without a character between them");
        }
        texts.add(between.toString());
        between.setLength(0);
        parts.add(part);
    }

    private Template template(String name, String option, boolean open) throws FormatException {
        texts.add(between.toString());
        boolean time = parts.stream()
                .filter(part -> !CLOCKS.contains(part))
                .anyMatch(part -> part.name().startsWith("BEGAN") || part.name().startsWith("ENDED"));
        String letters =
                String.join("", clocks.stream().map(TimestampPattern::says).toList());
        time |= TimestampPattern.whole(letters);
        if (!time) {
            throw new FormatException("it has no time of the request: no $time_local, $time_iso8601 or $msec of "
                    + "nginx, no %t of Apache, or not to the second");
        }
        if (!parts.contains(TemplateField.REQUEST) && !parts.contains(TemplateField.PATH)) {
            throw new FormatException("it has no request: no $request or $request_uri of nginx, no %r or %U of Apache");
        }
        return new Template(name, option, texts, parts, clocks, open);
    }
}
