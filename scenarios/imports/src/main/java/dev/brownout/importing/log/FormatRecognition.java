package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Recognition of the format of a log by its lines, also inside the notation of a log collector. */
final class FormatRecognition {
    private static final int DEEPEST = 3;
    private static final int MOST_FORMATS = 3;

    private FormatRecognition() {}

    /**
     * Format that matches best.
     *
     * @param format the format; null if no line is understood
     * @param understood number of understood lines
     * @param others number of lines that are requests of another format
     */
    private record Match(LogFormat format, int understood, int others) {
        boolean isSufficient() {
            return format != null && understood > 0 && understood >= others;
        }
    }

    /**
     * Returns the format that parses the largest number of the lines. Ties are decided by the order of
     * {@link LogFormats#known}; a format without a wrapper comes first.
     *
     * @return null if no format parses at least half of the lines with requests
     */
    static LogFormat recognized(List<String> lines) {
        return recognized(lines, LogFormats::known);
    }

    /**
     * Returns a format given by the user, or that format inside the notation of a log collector if it parses more of
     * the lines.
     */
    static LogFormat wrapped(LogFormat requested, List<String> lines) {
        LogFormat found = recognized(lines, () -> List.of(requested));
        return found == null ? requested : found;
    }

    /**
     * Returns the formats of the lines of a mixed log with their numbers of lines, such as {@code combined (120 lines),
     * common (80 lines)}; an empty text if the lines have only one known format.
     */
    static String mixture(List<String> lines) {
        List<String> parts = new ArrayList<>();
        List<String> rest = lines;
        for (int i = 0; i < MOST_FORMATS && !rest.isEmpty(); i++) {
            List<String> others = rest;
            Match most = new Match(null, 0, 0);
            for (LogFormat format : LogFormats.known()) {
                Match match = match(format, plainLines(others));
                most = match.understood() > most.understood() ? match : most;
            }
            if (most.format() == null) {
                break;
            }
            parts.add(
                    most.format().name() + " (" + most.understood() + (most.understood() == 1 ? " line)" : " lines)"));
            LogFormat found = most.format();
            rest = others.stream()
                    .filter(line -> match(found, plainLines(List.of(line))).understood() == 0)
                    .toList();
        }
        return parts.size() < 2 ? "" : String.join(", ", parts);
    }

    private static LogFormat recognized(List<String> lines, Supplier<List<LogFormat>> formats) {
        return best(plainLines(lines), formats, 0).format();
    }

    private static List<WrappedLine> plainLines(List<String> lines) {
        return lines.stream()
                .map(line -> new WrappedLine(line, LogFormat.NO_TIME, false))
                .toList();
    }

    private static Match best(List<WrappedLine> lines, Supplier<List<LogFormat>> formats, int depth) {
        Match best = new Match(null, 0, 0);
        for (LogFormat format : formats.get()) {
            Match match = match(format, lines);
            best = match.isSufficient() && match.understood() > best.understood() ? match : best;
        }
        for (LineWrapper wrapper : depth == DEEPEST ? new LineWrapper[0] : LineWrapper.values()) {
            List<WrappedLine> inner = unwrapped(wrapper, lines);
            if (2 * inner.size() >= lines.size() && inner.size() > best.understood()) {
                Match match = best(inner, formats, depth + 1);
                int others = match.others() + lines.size() - inner.size();
                if (match.understood() > best.understood() && match.understood() >= others) {
                    best = new Match(new WrappedFormat(wrapper, match.format()), match.understood(), others);
                }
            }
        }
        return best;
    }

    private static Match match(LogFormat format, List<WrappedLine> lines) {
        int understood = 0;
        int others = 0;
        for (WrappedLine line : lines) {
            if (!format.isSkipped(line.text())) {
                try {
                    format.read(line.text(), line.writtenMicros());
                    understood++;
                } catch (UnparsableLineException reason) {
                    others += reason.isWithoutRequest() || line.error() ? 0 : 1;
                }
            }
        }
        return new Match(format, understood, others);
    }

    private static List<WrappedLine> unwrapped(LineWrapper wrapper, List<WrappedLine> lines) {
        List<WrappedLine> inner = new ArrayList<>();
        for (WrappedLine line : lines) {
            WrappedLine wrapped = wrapper.unwrap(line.text());
            if (wrapped != null && !wrapped.text().isBlank()) {
                boolean timed = wrapped.writtenMicros() != LogFormat.NO_TIME;
                inner.add(new WrappedLine(
                        wrapped.text(),
                        timed ? wrapped.writtenMicros() : line.writtenMicros(),
                        wrapped.error() || line.error()));
            }
        }
        return inner;
    }

    /** Returns the texts inside the notations of log collectors, for a description of lines in no known format. */
    static List<String> innermost(List<String> lines) {
        List<WrappedLine> texts = plainLines(lines);
        for (int depth = 0; depth < DEEPEST; depth++) {
            for (LineWrapper wrapper : LineWrapper.values()) {
                List<WrappedLine> inner = unwrapped(wrapper, texts);
                texts = !inner.isEmpty() && 2 * inner.size() >= texts.size() ? inner : texts;
            }
        }
        return texts.stream().map(WrappedLine::text).toList();
    }
}
