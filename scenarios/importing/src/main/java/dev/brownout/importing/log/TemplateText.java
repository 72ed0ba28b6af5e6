package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Templates as configurations have them: {@code log_format} of nginx (documentation of ngx_http_log_module, and of
 * ngx_http_core_module for the other variables) and {@code LogFormat} of the Apache HTTP server (documentation of
 * mod_log_config).
 */
final class TemplateText {
    private static final Map<String, Part> NGINX = new TreeMap<>(Map.of(
            "time_local", Part.ENDED,
            "time_iso8601", Part.ENDED_ISO,
            "msec", Part.ENDED_EPOCH,
            "request", Part.REQUEST,
            "request_method", Part.METHOD,
            "request_uri", Part.PATH,
            "status", Part.STATUS,
            "body_bytes_sent", Part.BYTES,
            "bytes_sent", Part.BYTES,
            "request_time", Part.SECONDS_OF_NGINX));

    private static final Map<String, Part> APACHE = new TreeMap<>(Map.of(
            "r", Part.REQUEST,
            "m", Part.METHOD,
            "U", Part.PATH,
            "s", Part.STATUS,
            "b", Part.BYTES,
            "B", Part.BYTES,
            "O", Part.BYTES,
            "D", Part.MICROS,
            "T", Part.SECONDS,
            "t", Part.BEGAN));

    /** What stands in braces before a letter, and the letter. */
    private static final Map<String, Part> APACHE_BRACES = new TreeMap<>(Map.of(
            "s}T", Part.SECONDS,
            "ms}T", Part.MILLIS,
            "us}T", Part.MICROS,
            "sec}t", Part.BEGAN_EPOCH,
            "msec}t", Part.BEGAN_EPOCH,
            "usec}t", Part.BEGAN_EPOCH,
            "end:sec}t", Part.ENDED_EPOCH,
            "end:msec}t", Part.ENDED_EPOCH,
            "end:usec}t", Part.ENDED_EPOCH));

    private static final List<Part> CLOCKS = List.of(Part.BEGAN_CLOCK, Part.ENDED_CLOCK);

    private final List<String> texts = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Clock> clocks = new ArrayList<>();
    private final StringBuilder between = new StringBuilder();

    private TemplateText() {}

    /**
     * A format of nginx, such as {@code $remote_addr [$time_local] "$request" $status $request_time}.
     *
     * @param name what it is called, for people
     * @param open whether lines may go on behind it
     * @throws FormatException if it does not say when requests came, or what they were
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
            made.part(NGINX.getOrDefault(text.substring(from, end), Part.OTHER));
            at = braced ? end + 1 : end;
        }
        return made.template(name, text, open);
    }

    /**
     * A format of the Apache HTTP server, such as {@code %h %l %u %t "%r" %>s %b %D}, as in its configuration, with or
     * without backslashes before quotation marks.
     *
     * @param name what it is called, for people
     * @throws FormatException if it has a directive that is none, or does not say when requests came or what they were
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
            part(Part.BEGAN);
            between.append(']');
        } else if (from != at) {
            braces(directive.startsWith("begin:") ? directive.substring("begin:".length()) : directive);
        } else {
            part(APACHE.getOrDefault(directive, Part.OTHER));
        }
        return end;
    }

    private void braces(String directive) throws FormatException {
        Part part = APACHE_BRACES.getOrDefault(directive, Part.OTHER);
        if (part == Part.OTHER && directive.endsWith("}t")) {
            boolean end = directive.startsWith("end:");
            clocks.add(Clock.of(directive.substring(end ? "end:".length() : 0, directive.length() - 2)));
            part = end ? Part.ENDED_CLOCK : Part.BEGAN_CLOCK;
        }
        part(part);
    }

    private void part(Part part) throws FormatException {
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
        String letters = String.join("", clocks.stream().map(Clock::says).toList());
        time |= Clock.whole(letters);
        if (!time) {
            throw new FormatException("it does not say when a request came: no $time_local, $time_iso8601 or $msec of"
                    + " nginx, no %t of Apache, or not to the second");
        }
        if (!parts.contains(Part.REQUEST) && !parts.contains(Part.PATH)) {
            throw new FormatException("it does not say what was asked for: no $request or $request_uri of nginx, no %r"
                    + " or %U of Apache");
        }
        return new Template(name, option, texts, parts, clocks, open);
    }
}
