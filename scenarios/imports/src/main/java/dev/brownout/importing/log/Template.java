package dev.brownout.importing.log;

import dev.brownout.importing.detail.CacheResult;
import dev.brownout.importing.detail.RequestDetails;
import dev.brownout.importing.detail.RequestOutcome;
import dev.brownout.importing.detail.TrailingFields;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Log format as a sequence of fields with fixed texts between them. A field extends to the next occurrence of the text
 * that follows it. Between quotation marks it extends to the first occurrence without a backslash before it. The parser
 * never backtracks, so the time per line is linear in its length.
 */
final class Template implements LogFormat {
    private static final String LONGER = "it has more fields than the format";
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    /** Number of the quoted text with the backend, behind the response time of a line of Envoy. */
    private static final int PLACE_OF_HOST = 5;

    private final String name;
    private final String option;
    private final List<String> texts;
    private final List<TemplateField> parts;
    private final List<TimestampPattern> clocks;
    private final boolean open;
    private final List<String> leftOut;
    private final Pattern asides;
    private final String untimed;
    private final Timestamps times = new Timestamps();

    /**
     * Creates a template.
     *
     * @param name human-readable name
     * @param option value of {@code --format} for this format
     * @param texts texts before each field and after the last one: one more than there are fields
     * @param open whether more text may follow, which is ignored
     * @param clocks patterns of the times in the notation of {@code strftime}, in the order of their fields
     */
    Template(
            String name,
            String option,
            List<String> texts,
            List<TemplateField> parts,
            List<TimestampPattern> clocks,
            boolean open) {
        this(name, option, texts, parts, clocks, open, List.of(), null);
    }

    private Template(
            String name,
            String option,
            List<String> texts,
            List<TemplateField> parts,
            List<TimestampPattern> clocks,
            boolean open,
            List<String> leftOut,
            Pattern asides) {
        this.asides = asides;
        this.clocks = List.copyOf(clocks);
        this.name = name;
        this.option = option;
        this.texts = List.copyOf(texts);
        this.parts = List.copyOf(parts);
        this.open = open;
        this.leftOut = List.copyOf(leftOut);
        this.untimed = parts.contains(TemplateField.TRAILING)
                ? "the unit of the fields after the user agent is unknown; if one of them is the response time, give"
                        + " the format with --format"
                : "the log has no response times";
    }

    /** Returns the same template with sentences on the parts of its lines that the import leaves out. */
    Template leavingOut(String... sentences) {
        return new Template(name, option, texts, parts, clocks, open, List.of(sentences), asides);
    }

    /** Returns the same template for a log that also has lines without a request, which a pattern matches. */
    Template withAsides(Pattern pattern) {
        return new Template(name, option, texts, parts, clocks, open, leftOut, pattern);
    }

    @Override
    public List<String> leftOut() {
        return leftOut;
    }

    @Override
    public String untimed() {
        return untimed;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String option() {
        return option;
    }

    @Override
    public AccessLogEntry read(String line, long writtenMicros) throws UnparsableLineException {
        try {
            return entry(line, writtenMicros);
        } catch (UnparsableLineException reason) {
            if (asides != null && asides.matcher(line).matches()) {
                throw UnparsableLineException.withoutRequest(Sentence.of("a message of the server"));
            }
            throw reason;
        }
    }

    private AccessLogEntry entry(String line, long writtenMicros) throws UnparsableLineException {
        String first = texts.get(0);
        if (!line.startsWith(first)) {
            throw new UnparsableLineException(Sentence.of("its beginning does not match the format"));
        }
        LineFields reading = new LineFields();
        int index = first.length();
        int clock = 0;
        for (int i = 0; i < parts.size(); i++) {
            String before = texts.get(i);
            String suffix = texts.get(i + 1);
            if (parts.get(i) == TemplateField.BEGAN_CLOCK || parts.get(i) == TemplateField.ENDED_CLOCK) {
                index = clocks.get(clock++).read(line, index, reading.clock(parts.get(i)));
                if (!line.startsWith(suffix, index)) {
                    throw new UnparsableLineException(Sentence.of("unexpected text after the time"));
                }
                index += suffix.length();
                continue;
            }
            if (parts.get(i) == TemplateField.MILLIS) {
                index = afterPadding(line, index);
            }
            int end = end(line, index, suffix, before.endsWith("\"") && suffix.startsWith("\""), i == parts.size() - 1);
            if (parts.get(i).isList()) {
                end = endOfList(line, index, end, suffix);
            }
            if (end < 0) {
                throw new UnparsableLineException(Sentence.of("it has fewer fields than the format"));
            }
            boolean rest = i == parts.size() - 1 && suffix.isEmpty() && !open;
            if (rest && parts.get(i).word() && line.indexOf(' ', index) >= 0) {
                throw new UnparsableLineException(Sentence.of(LONGER));
            }
            if (parts.get(i) != TemplateField.OTHER) {
                reading.store(parts.get(i), line.substring(index, end), times);
            }
            index = end + suffix.length();
        }
        if (index < line.length() && !open) {
            throw new UnparsableLineException(Sentence.of(LONGER));
        }
        return reading.access(writtenMicros);
    }

    /** Returns the index after spaces: Squid aligns its times on the right. */
    private static int afterPadding(String line, int from) {
        int index = from;
        while (index < line.length() && line.charAt(index) == ' ') {
            index++;
        }
        return index;
    }

    /** Returns the end of a list with ", " and " : " between its values. */
    private static int endOfList(String line, int from, int first, String suffix) {
        int end = first;
        while (end > from && suffix.startsWith(" ")) {
            boolean comma = line.charAt(end - 1) == ',';
            boolean colon = line.startsWith(" : ", end);
            if (!comma && !colon) {
                return end;
            }
            end = line.indexOf(suffix, end + (colon ? 3 : 1));
        }
        return end;
    }

    private int end(String line, int from, String suffix, boolean quoted, boolean last) {
        if (suffix.isEmpty()) {
            int space = open && last ? line.indexOf(' ', from) : -1;
            return space < 0 ? line.length() : space;
        }
        if (!quoted) {
            return line.indexOf(suffix, from);
        }
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && line.startsWith(suffix, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Values read from a line. */
    private static final class LineFields {
        private long startNanos = Long.MIN_VALUE;
        private long endNanos = Long.MIN_VALUE;
        private final TimestampPattern.TimeFields beginning = new TimestampPattern.TimeFields();
        private final TimestampPattern.TimeFields ending = new TimestampPattern.TimeFields();
        private String method = "";
        private String path = "";
        private int status = RequestOutcome.NO_STATUS;
        private String cache = "";
        private String backend = "";
        private String group = "";
        private String state = "";
        private long bytes = AccessLogEntry.UNKNOWN;
        private long responseMicros = AccessLogEntry.UNKNOWN;

        TimestampPattern.TimeFields clock(TemplateField part) {
            return part == TemplateField.BEGAN_CLOCK ? beginning : ending;
        }

        void store(TemplateField part, String text, Timestamps times) throws UnparsableLineException {
            switch (part) {
                case ENDED -> endNanos = times.common(text);
                case ENDED_ISO -> endNanos = times.iso(text);
                case ENDED_EPOCH -> endNanos = Timestamps.epoch(text);
                case BEGAN -> startNanos = times.common(text);
                case BEGAN_ISO -> startNanos = times.iso(text);
                case BEGAN_EPOCH -> startNanos = Timestamps.epoch(text);
                case REQUEST -> request(text);
                case METHOD -> method = RequestLine.method(text);
                case PATH -> path = RequestLine.path(text);
                case STATUS -> status = status(text);
                case BYTES -> bytes = text.equals("-") ? 0 : Math.round(Timestamps.decimal(text));
                case SECONDS -> storeDuration(text, MICROS_PER_SECOND);
                case SECONDS_OF_NGINX -> nginx(text);
                case STRETCH -> stretch(text);
                case MILLIS -> storeDuration(text, MICROS_PER_MILLI);
                case MICROS -> storeDuration(text, 1);
                case CACHE -> cache = CacheResult.word(cache).isEmpty() ? text : cache;
                case BACKEND -> backend = text;
                case GROUP -> group = text;
                case FORWARDED -> cache = cache.isEmpty() ? TrailingFields.quotedCache(text) : cache;
                case STATE -> state = text;
                case REST_OF_ENVOY -> backend = TrailingFields.quote(text, PLACE_OF_HOST);
                case REST_OF_INGRESS -> backend = TrailingFields.upstreams(text);
                case TRAILING -> trailing(text);
                case BEGAN_CLOCK, ENDED_CLOCK, TRIES, OTHER -> {}
            }
        }

        private void trailing(String text) {
            responseMicros = Math.max(responseMicros, TrailingFields.responseMicros(text));
            cache = cache.isEmpty() ? TrailingFields.cache(text) : cache;
            backend = backend.isEmpty() ? TrailingFields.backend(text) : backend;
        }

        private void request(String text) {
            method = RequestLine.methodOf(text);
            path = RequestLine.pathOf(text);
        }

        private static int status(String text) throws UnparsableLineException {
            if (text.equals("-") || text.equals("0") || text.equals("-1")) {
                return RequestOutcome.NO_RESPONSE;
            }
            if (text.length() != 3 || text.charAt(0) < '0' || text.charAt(0) > '9') {
                throw new UnparsableLineException(Sentence.of("no three-digit status"));
            }
            return (int) Timestamps.decimal(text);
        }

        private void nginx(String text) throws UnparsableLineException {
            if (text.indexOf('.') != text.length() - 4) {
                throw new UnparsableLineException(Sentence.of("no seconds with three decimals"));
            }
            storeDuration(text, MICROS_PER_SECOND);
        }

        private void storeDuration(String text, double micros) throws UnparsableLineException {
            if (!text.startsWith("-")) {
                responseMicros =
                        Math.round(Timestamps.decimal(text.startsWith("+") ? text.substring(1) : text) * micros);
            }
        }

        private void stretch(String text) throws UnparsableLineException {
            if (!text.startsWith("-")) {
                responseMicros = Math.max(0, responseMicros) + Math.round(Timestamps.decimal(text) * MICROS_PER_SECOND);
            }
        }

        AccessLogEntry access(long writtenMicros) throws UnparsableLineException {
            if (beginning.isComplete()) {
                startNanos = beginning.epochMicros();
            } else if (startNanos != Long.MIN_VALUE) {
                startNanos += beginning.fraction();
            }
            if (ending.isComplete()) {
                endNanos = ending.epochMicros();
            }
            endNanos = endNanos == Long.MIN_VALUE ? writtenMicros : endNanos;
            if (startNanos == Long.MIN_VALUE && endNanos == Long.MIN_VALUE) {
                throw new UnparsableLineException(Sentence.of("it has no time"));
            }
            long arrived = startNanos != Long.MIN_VALUE ? startNanos : endNanos - Math.max(0, responseMicros);
            String server = group.isEmpty() ? backend : group + "/" + backend;
            return new AccessLogEntry(
                    arrived, method, path, status, bytes, responseMicros, RequestDetails.of(cache, server, state));
        }
    }
}
