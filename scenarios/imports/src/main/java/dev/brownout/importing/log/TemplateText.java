package dev.brownout.importing.log;

import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Parser for log templates in server configurations: {@code log_format} of nginx (documentation of ngx_http_log_module,
 * and of ngx_http_core_module for the other variables) and {@code LogFormat} of the Apache HTTP server (documentation
 * of mod_log_config).
 */
final class TemplateText {
    private static final Map<String, TemplateField> NGINX = nginxVariables();

    /** Variables of the access logs of API Gateway: {@code $context.requestTime} and so on. */
    private static final Map<String, TemplateField> API_GATEWAY = new TreeMap<>(Map.of(
            "context.requestTime", TemplateField.BEGAN,
            "context.requestTimeEpoch", TemplateField.BEGAN_EPOCH,
            "context.httpMethod", TemplateField.METHOD,
            "context.path", TemplateField.PATH,
            "context.resourcePath", TemplateField.PATH,
            "context.routeKey", TemplateField.REQUEST,
            "context.status", TemplateField.STATUS,
            "context.responseLength", TemplateField.BYTES,
            "context.responseLatency", TemplateField.MILLIS));

    /** Fields of the formats that {@link LogFormats} defines, by the names that it uses for them. */
    private static final Map<String, TemplateField> PRODUCT = product();

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
    private static final Map<String, TemplateField> APACHE_BRACES = apacheBraces();

    /** Variables of HAProxy (configuration manual, section 8.2.6 "Custom log format"). */
    private static final Map<String, TemplateField> HAPROXY = new TreeMap<>(Map.ofEntries(
            Map.entry("trg", TemplateField.BEGAN),
            Map.entry("trl", TemplateField.BEGAN),
            Map.entry("T", TemplateField.BEGAN),
            Map.entry("Tl", TemplateField.BEGAN),
            Map.entry("Ts", TemplateField.BEGAN_EPOCH),
            Map.entry("r", TemplateField.REQUEST),
            Map.entry("HM", TemplateField.METHOD),
            Map.entry("HP", TemplateField.PATH),
            Map.entry("HU", TemplateField.PATH),
            Map.entry("ST", TemplateField.STATUS),
            Map.entry("B", TemplateField.BYTES),
            Map.entry("Ta", TemplateField.MILLIS),
            Map.entry("b", TemplateField.GROUP),
            Map.entry("s", TemplateField.BACKEND),
            Map.entry("ts", TemplateField.STATE),
            Map.entry("tsc", TemplateField.STATE)));

    private static final String OPTION_FORMAT = "as given by --format";
    private static final List<TemplateField> CLOCKS = List.of(TemplateField.BEGAN_CLOCK, TemplateField.ENDED_CLOCK);

    private final List<String> texts = new ArrayList<>();
    private final List<TemplateField> parts = new ArrayList<>();
    private final List<TimestampPattern> clocks = new ArrayList<>();
    private final StringBuilder between = new StringBuilder();
    private final Set<String> unread = new TreeSet<>();

    private TemplateText() {}

    private static Map<String, TemplateField> nginxVariables() {
        Map<String, TemplateField> fields = new TreeMap<>(Map.of(
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
        fields.put("http_x_forwarded_for", TemplateField.FORWARDED);
        fields.put("upstream_addr", TemplateField.BACKEND);
        fields.put("upstream_cache_status", TemplateField.CACHE);
        for (String header : List.of("x_cache", "x_cache_status", "cache_status", "cf_cache_status")) {
            fields.put("upstream_http_" + header, TemplateField.CACHE);
            fields.put("sent_http_" + header, TemplateField.CACHE);
        }
        for (String value : List.of(
                "status",
                "response_time",
                "connect_time",
                "header_time",
                "response_length",
                "bytes_received",
                "bytes_sent")) {
            fields.put("upstream_" + value, TemplateField.TRIES);
        }
        return fields;
    }

    private static Map<String, TemplateField> apacheBraces() {
        Map<String, TemplateField> fields = new TreeMap<>(Map.of(
                "s}T", TemplateField.SECONDS,
                "ms}T", TemplateField.MILLIS,
                "us}T", TemplateField.MICROS,
                "sec}t", TemplateField.BEGAN_EPOCH,
                "msec}t", TemplateField.BEGAN_EPOCH,
                "usec}t", TemplateField.BEGAN_EPOCH,
                "end:sec}t", TemplateField.ENDED_EPOCH,
                "end:msec}t", TemplateField.ENDED_EPOCH,
                "end:usec}t", TemplateField.ENDED_EPOCH));
        for (String cache : List.of(
                "cache-status}e",
                "Varnish:hitmiss}x",
                "Varnish:handling}x",
                "X-Cache}o",
                "X-Cache-Status}o",
                "Cache-Status}o")) {
            fields.put(cache, TemplateField.CACHE);
        }
        fields.put("BALANCER_WORKER_NAME}e", TemplateField.BACKEND);
        return fields;
    }

    private static Map<String, TemplateField> product() {
        Map<String, TemplateField> fields = new TreeMap<>();
        for (TemplateField field : TemplateField.values()) {
            fields.put(field.name().toLowerCase(Locale.ROOT), field);
        }
        return fields;
    }

    /**
     * Returns the format of a product, written with the names of {@link TemplateField} as variables. A variable with
     * another name is a field that is not read. {@code $clock} is a time such as 04/Mar/2025:12:00:00.079.
     *
     * @param open whether lines may continue after the format
     */
    static Template product(String name, String option, String text, boolean open) {
        try {
            return parsed(PRODUCT, text).template(name, option, open);
        } catch (FormatException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    /**
     * Parses a format given by the user: a text with {@code $} as in the configuration of nginx or of API Gateway, or
     * with {@code %} as in that of Apache, after {@code tomcat:} as in that of Tomcat 9, or after {@code haproxy:} as
     * in that of HAProxy. Its names without a meaning here are listed.
     *
     * @throws FormatException if a name is incomplete, two variables have no character between them, or the format has
     *     no arrival time or no request
     */
    static Template parse(String format) throws FormatException {
        if (format.startsWith("haproxy:")) {
            return haproxy(format.substring("haproxy:".length()).strip());
        }
        if (format.startsWith("tomcat:")) {
            return tomcat(format.substring("tomcat:".length()).strip());
        }
        return format.indexOf('$') >= 0
                ? parsed(NGINX, format).listed(OPTION_FORMAT, format)
                : apache(OPTION_FORMAT, format);
    }

    /** Parses a {@code log-format} of HAProxy, in which a backslash stands before a space. */
    private static Template haproxy(String text) throws FormatException {
        TemplateText made = new TemplateText();
        boolean active = text.contains("%Ta");
        int index = 0;
        while (index < text.length()) {
            char c = text.charAt(index++);
            if (c == '\\' && index < text.length()) {
                made.between.append(text.charAt(index++));
            } else if (c != '%') {
                made.between.append(c);
            } else if (text.startsWith("%", index)) {
                made.between.append(text.charAt(index++));
            } else {
                index = made.variable(text, index, active);
            }
        }
        return made.listed(OPTION_FORMAT, "haproxy:" + text);
    }

    private int variable(String text, int begin, boolean active) throws FormatException {
        boolean flags = text.startsWith("{", begin);
        int from = flags ? text.indexOf('}', begin) + 1 : begin;
        boolean quoted = flags && text.substring(begin, Math.max(begin, from)).contains("+Q");
        boolean expression = from >= begin && text.startsWith("[", from);
        int end = expression ? text.indexOf(']', from) + 1 : from;
        while (!expression && end < text.length() && Character.isLetter(text.charAt(end))) {
            end++;
        }
        if (from < begin || end <= from) {
            throw new FormatException(
                    Sentence.of("a '%' without the name of a variable of HAProxy, at character {}", begin));
        }
        String name = text.substring(from, end);
        between.append(quoted ? "\"" : "");
        if (name.equals("tr") || name.equals("t")) {
            clock();
        } else {
            boolean total = name.equals("Tt") && !active;
            part(total ? TemplateField.MILLIS : HAPROXY.getOrDefault(name, TemplateField.OTHER), '%' + name);
        }
        between.append(quoted ? "\"" : "");
        return end;
    }

    /** Returns the template, with a sentence on the names that are not read. */
    private Template listed(String name, String option) throws FormatException {
        Template made = template(name, option, false);
        return unread.isEmpty()
                ? made
                : made.leavingOut("parts of the format that are not read: " + String.join(", ", unread));
    }

    /**
     * Parses a format of nginx, such as {@code $remote_addr [$time_local] "$request" $status $request_time}.
     *
     * @param name human-readable name
     * @param open whether lines may continue after the format
     * @throws FormatException if a variable has no name, two variables have no character between them, or the format
     *     has no arrival time or no request
     */
    static Template nginx(String name, String text, boolean open) throws FormatException {
        return parsed(NGINX, text).template(name, text, open);
    }

    private static TemplateText parsed(Map<String, TemplateField> variables, String text) throws FormatException {
        TemplateText made = new TemplateText();
        int index = 0;
        while (index < text.length()) {
            char c = text.charAt(index++);
            if (c != '$') {
                made.between.append(c);
                continue;
            }
            boolean braced = index < text.length() && text.charAt(index) == '{';
            int from = braced ? index + 1 : index;
            int end = from;
            while (end < text.length() && isOfName(text, from, end)) {
                end++;
            }
            if (end == from || braced && (end == text.length() || text.charAt(end) != '}')) {
                throw new FormatException(Sentence.of("a '$' without the name of a variable, at character {}", index));
            }
            String variable = text.substring(from, end);
            if (variables.equals(PRODUCT) && variable.equals("clock")) {
                made.clock();
            } else {
                made.part(
                        variables.getOrDefault(variable, API_GATEWAY.getOrDefault(variable, TemplateField.OTHER)),
                        '$' + variable);
            }
            index = braced ? end + 1 : end;
        }
        return made;
    }

    /** Returns whether a character belongs to a variable. A dot does only in those of API Gateway. */
    private static boolean isOfName(String text, int from, int index) {
        char c = text.charAt(index);
        return Character.isLetterOrDigit(c) || c == '_' || c == '.' && text.startsWith("context.", from);
    }

    /**
     * Parses a format of the Apache HTTP server, such as {@code %h %l %u %t "%r" %>s %b %D}, as in its configuration,
     * with or without backslashes before quotation marks.
     *
     * @param name human-readable name
     * @throws FormatException if a directive is invalid, or the format has no arrival time or no request
     */
    static Template apache(String name, String text) throws FormatException {
        return apache(name, text, Map.of());
    }

    /**
     * Parses a pattern of the AccessLogValve of Tomcat before version 10, in which {@code %D} is in milliseconds and
     * {@code %T} in seconds with decimals (documentation of Tomcat 9, "The Valve Component"). From version 10 on they
     * are those of Apache.
     */
    static Template tomcat(String pattern) throws FormatException {
        return apache(OPTION_FORMAT + ", with the units of Tomcat 9", pattern, Map.of("D", TemplateField.MILLIS));
    }

    private static Template apache(String name, String text, Map<String, TemplateField> alternatives)
            throws FormatException {
        TemplateText made = new TemplateText();
        int index = 0;
        while (index < text.length()) {
            char c = text.charAt(index++);
            if (c == '\\' && index < text.length()) {
                char escaped = text.charAt(index++);
                made.between.append(escaped == 't' ? '\t' : escaped);
            } else if (c != '%') {
                made.between.append(c);
            } else if (index < text.length() && text.charAt(index) == '%') {
                made.between.append(text.charAt(index++));
            } else {
                index = made.directive(text, index, alternatives);
            }
        }
        return made.listed(name, text);
    }

    private int directive(String text, int begin, Map<String, TemplateField> alternatives) throws FormatException {
        int index = begin;
        while (index < text.length() && "<>!,0123456789".indexOf(text.charAt(index)) >= 0) {
            index++;
        }
        int from = index;
        if (index < text.length() && text.charAt(index) == '{') {
            from = index + 1;
            index = text.indexOf('}', index) + 1;
        }
        boolean caret = index < text.length() && text.charAt(index) == '^';
        int end = caret ? index + 3 : index + 1;
        if (index < from || end > text.length() || !Character.isLetter(text.charAt(end - 1))) {
            throw new FormatException(Sentence.of("a '%' without a directive, at character {}", begin));
        }
        String directive = text.substring(from, end);
        if (directive.equals("t")) {
            between.append('[');
            part(TemplateField.BEGAN, "%t");
            between.append(']');
        } else if (from != index) {
            braces(directive.startsWith("begin:") ? directive.substring("begin:".length()) : directive);
        } else {
            part(
                    alternatives.getOrDefault(directive, APACHE.getOrDefault(directive, TemplateField.OTHER)),
                    '%' + directive);
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
        part(part, "%{" + directive);
    }

    /** Adds an arrival time such as 04/Mar/2025:12:00:00.079. */
    private void clock() throws FormatException {
        braces("%d/%b/%Y:%T}t");
        between.append('.');
        braces("msec_frac}t");
    }

    private void part(TemplateField part, String variable) throws FormatException {
        if (part == TemplateField.OTHER || part == TemplateField.TRIES || part == TemplateField.FORWARDED) {
            unread.add(variable);
        }
        boolean closed = !parts.isEmpty() && CLOCKS.contains(parts.get(parts.size() - 1));
        if (!parts.isEmpty() && between.length() == 0 && !closed) {
            throw new FormatException(Sentence.of("two variables without a character between them"));
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
        String letters = String.join(
                "", clocks.stream().map(TimestampPattern::directives).toList());
        time |= TimestampPattern.isComplete(letters);
        if (!time) {
            throw new FormatException(
                    Sentence.of("it has no time of the request: no $time_local, $time_iso8601 or $msec of nginx, no "
                            + "%t of Apache, or not to the second"));
        }
        if (!parts.contains(TemplateField.REQUEST) && !parts.contains(TemplateField.PATH)) {
            throw new FormatException(
                    Sentence.of("it has no request: no $request or $request_uri of nginx, no %r or %U of Apache"));
        }
        return new Template(name, option, texts, parts, clocks, open);
    }
}
