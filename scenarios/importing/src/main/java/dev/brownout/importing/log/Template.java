package dev.brownout.importing.log;

import java.util.List;

/**
 * Log format as a sequence of fields with fixed texts between them. A field extends to the next occurrence of the text
 * that follows it. Between quotation marks it extends to the first occurrence without a backslash before it. The parser
 * never backtracks, so the time per line is linear in its length.
 */
final class Template implements LogFormat {
    private static final String LONGER = "it has more fields than the format";
    private static final double MICROS_PER_SECOND = 1e6;
    private static final double MICROS_PER_MILLI = 1e3;

    private final String name;
    private final String option;
    private final List<String> texts;
    private final List<TemplateField> parts;
    private final List<TimestampPattern> clocks;
    private final boolean open;
    private final List<String> leftOut;
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
        this(name, option, texts, parts, clocks, open, List.of());
    }

    private Template(
            String name,
            String option,
            List<String> texts,
            List<TemplateField> parts,
            List<TimestampPattern> clocks,
            boolean open,
            List<String> leftOut) {
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
        return new Template(name, option, texts, parts, clocks, open, List.of(sentences));
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
        String first = texts.get(0);
        if (!line.startsWith(first)) {
            throw new UnparsableLineException("its beginning does not match the format");
        }
        LineFields reading = new LineFields();
        int at = first.length();
        int clock = 0;
        for (int i = 0; i < parts.size(); i++) {
            String before = texts.get(i);
            String behind = texts.get(i + 1);
            if (parts.get(i) == TemplateField.BEGAN_CLOCK || parts.get(i) == TemplateField.ENDED_CLOCK) {
                at = clocks.get(clock++).read(line, at, reading.clock(parts.get(i)));
                if (!line.startsWith(behind, at)) {
                    throw new UnparsableLineException("unexpected text after the time");
                }
                at += behind.length();
                continue;
            }
            int end = end(line, at, behind, before.endsWith("\"") && behind.startsWith("\""), i == parts.size() - 1);
            if (end < 0) {
                throw new UnparsableLineException("it has fewer fields than the format");
            }
            boolean rest = i == parts.size() - 1 && behind.isEmpty() && !open;
            if (rest && parts.get(i).word() && line.indexOf(' ', at) >= 0) {
                throw new UnparsableLineException(LONGER);
            }
            if (parts.get(i) != TemplateField.OTHER) {
                reading.take(parts.get(i), line.substring(at, end), times);
            }
            at = end + behind.length();
        }
        if (at < line.length() && !open) {
            throw new UnparsableLineException(LONGER);
        }
        return reading.access(writtenMicros);
    }

    private int end(String line, int from, String behind, boolean quoted, boolean last) {
        if (behind.isEmpty()) {
            int space = open && last ? line.indexOf(' ', from) : -1;
            return space < 0 ? line.length() : space;
        }
        if (!quoted) {
            return line.indexOf(behind, from);
        }
        for (int i = from; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"' && line.startsWith(behind, i)) {
                return i;
            }
        }
        return -1;
    }

    /** Values read from a line. */
    private static final class LineFields {
        private long began = Long.MIN_VALUE;
        private long ended = Long.MIN_VALUE;
        private final TimestampPattern.TimeFields beginning = new TimestampPattern.TimeFields();
        private final TimestampPattern.TimeFields ending = new TimestampPattern.TimeFields();
        private String method = "";
        private String path = "";
        private int status;
        private long bytes = AccessLogEntry.UNKNOWN;
        private long took = AccessLogEntry.UNKNOWN;

        TimestampPattern.TimeFields clock(TemplateField part) {
            return part == TemplateField.BEGAN_CLOCK ? beginning : ending;
        }

        void take(TemplateField part, String text, Timestamps times) throws UnparsableLineException {
            switch (part) {
                case ENDED -> ended = times.common(text);
                case ENDED_ISO -> ended = times.iso(text);
                case ENDED_EPOCH -> ended = Timestamps.epoch(text);
                case BEGAN -> began = times.common(text);
                case BEGAN_ISO -> began = times.iso(text);
                case BEGAN_EPOCH -> began = Timestamps.epoch(text);
                case REQUEST -> request(text);
                case METHOD -> method = RequestLine.method(text);
                case PATH -> path = RequestLine.path(text);
                case STATUS -> status = status(text);
                case BYTES -> bytes = text.equals("-") ? 0 : Math.round(Timestamps.decimal(text));
                case SECONDS -> took(text, MICROS_PER_SECOND);
                case SECONDS_OF_NGINX -> nginx(text);
                case STRETCH -> stretch(text);
                case MILLIS -> took(text, MICROS_PER_MILLI);
                case MICROS -> took(text, 1);
                case TRAILING -> took = Math.max(took, TrailingFields.took(text));
                case BEGAN_CLOCK, ENDED_CLOCK, OTHER -> {}
            }
        }

        private void request(String text) {
            method = RequestLine.methodOf(text);
            path = RequestLine.pathOf(text);
        }

        private static int status(String text) throws UnparsableLineException {
            if (text.equals("-") || text.equals("0") || text.equals("-1")) {
                return 0;
            }
            if (text.length() != 3 || text.charAt(0) < '0' || text.charAt(0) > '9') {
                throw new UnparsableLineException("no three-digit status");
            }
            return (int) Timestamps.decimal(text);
        }

        private void nginx(String text) throws UnparsableLineException {
            if (text.indexOf('.') != text.length() - 4) {
                throw new UnparsableLineException("no seconds with three decimals");
            }
            took(text, MICROS_PER_SECOND);
        }

        private void took(String text, double micros) throws UnparsableLineException {
            if (!text.startsWith("-")) {
                took = Math.round(Timestamps.decimal(text.startsWith("+") ? text.substring(1) : text) * micros);
            }
        }

        private void stretch(String text) throws UnparsableLineException {
            if (!text.startsWith("-")) {
                took = Math.max(0, took) + Math.round(Timestamps.decimal(text) * MICROS_PER_SECOND);
            }
        }

        AccessLogEntry access(long writtenMicros) throws UnparsableLineException {
            if (beginning.whole()) {
                began = beginning.at();
            } else if (began != Long.MIN_VALUE) {
                began += beginning.fraction();
            }
            if (ending.whole()) {
                ended = ending.at();
            }
            ended = ended == Long.MIN_VALUE ? writtenMicros : ended;
            if (began == Long.MIN_VALUE && ended == Long.MIN_VALUE) {
                throw new UnparsableLineException("it has no time");
            }
            long arrived = began != Long.MIN_VALUE ? began : ended - Math.max(0, took);
            return new AccessLogEntry(arrived, method, path, status, bytes, took);
        }
    }
}
