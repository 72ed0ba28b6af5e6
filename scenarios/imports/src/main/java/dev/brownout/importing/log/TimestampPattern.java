package dev.brownout.importing.log;

import dev.brownout.sentence.Sentence;
import java.util.ArrayList;
import java.util.List;

/**
 * Time in the notation of {@code strftime}, or a part of one, as in {@code %{...}t} of the Apache HTTP server (its
 * documentation, mod_log_config, "Custom Log Formats"; POSIX, strftime). Several patterns in a line add up to one time.
 */
final class TimestampPattern {
    /** Short forms of directives and their long forms. */
    private static final String[][] SHORT = {
        {"%T", "%H:%M:%S"}, {"%R", "%H:%M"}, {"%F", "%Y-%m-%d"}, {"%D", "%m/%d/%y"}, {"%h", "%b"}, {"%%", "%"}
    };

    private static final String READ = "YymdeHMSbzs";
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final long MICROS = 1_000_000;

    /** Pieces of the pattern: the letter of a directive, or a space and a literal character. */
    private final List<String> pieces = new ArrayList<>();

    private final int fraction;

    /** Parts of a time that have been read. */
    static final class TimeFields {
        private int year = -1;
        private int month = -1;
        private int day = -1;
        private int hour = -1;
        private int minute = -1;
        private int second = -1;
        private long zoneSeconds;
        private long epoch = -1;
        private long micros;

        /** Returns the fraction of the second, in microseconds. */
        long fraction() {
            return micros;
        }

        /** Returns whether the time is complete. */
        boolean isComplete() {
            return epoch >= 0
                    || Math.min(Math.min(year, month), Math.min(Math.min(day, hour), Math.min(minute, second))) >= 0;
        }

        /** Returns the time in microseconds since 1970. Without an offset the time is in UTC. */
        long epochMicros() throws UnparsableLineException {
            long seconds =
                    epoch >= 0 ? epoch : Timestamps.seconds(year, month, day, hour, minute, second) - zoneSeconds;
            return seconds * MICROS + micros;
        }
    }

    private TimestampPattern(int fraction) {
        this.fraction = fraction;
    }

    /**
     * Parses a pattern.
     *
     * @param format such as {@code %d/%b/%Y:%T}, or {@code msec_frac} or {@code usec_frac}
     * @throws FormatException if the pattern has a directive that is not supported
     */
    static TimestampPattern of(String format) throws FormatException {
        if (format.equals("msec_frac") || format.equals("usec_frac")) {
            return new TimestampPattern(format.startsWith("m") ? 3 : 6);
        }
        TimestampPattern clock = new TimestampPattern(0);
        String plain = format;
        for (String[] one : SHORT) {
            plain = one[0].equals("%%") ? plain : plain.replace(one[0], one[1]);
        }
        for (int i = 0; i < plain.length(); i++) {
            char c = plain.charAt(i);
            boolean directive = c == '%' && i + 1 < plain.length();
            if (!directive || plain.charAt(i + 1) == '%') {
                clock.pieces.add(" " + c);
                i += directive ? 1 : 0;
            } else if (READ.indexOf(plain.charAt(i + 1)) >= 0) {
                clock.pieces.add(plain.substring(++i, i + 1));
            } else {
                throw new FormatException(Sentence.of(
                        "%{} of %{{}}t is not read; of strftime %Y %y %m %b %d %e %H %M %S %z %s, %T %R %F %D "
                                + "and %h are",
                        plain.charAt(i + 1), format));
            }
        }
        return clock;
    }

    /** Returns the letters of the directives, to check whether several patterns together give a complete time. */
    String directives() {
        return fraction > 0
                ? "f"
                : String.join(
                        "", pieces.stream().filter(one -> one.length() == 1).toList());
    }

    /** Returns whether the letters of directives give a complete time to the second. */
    static boolean isComplete(String letters) {
        return letters.contains("s")
                || letters.matches(".*[Yy].*")
                        && letters.matches(".*[mb].*")
                        && letters.matches(".*[de].*")
                        && letters.contains("H")
                        && letters.contains("M")
                        && letters.contains("S");
    }

    /**
     * Parses the part of a line at an index.
     *
     * @return the index after the parsed text
     * @throws UnparsableLineException if the text does not match the pattern
     */
    int read(String line, int from, TimeFields into) throws UnparsableLineException {
        if (fraction > 0) {
            into.micros = (long) number(line, from, fraction) * (fraction == 3 ? 1000 : 1);
            return from + fraction;
        }
        int index = from;
        for (String piece : pieces) {
            if (piece.length() > 1) {
                if (index >= line.length() || line.charAt(index) != piece.charAt(1)) {
                    throw new UnparsableLineException(Sentence.of("no time in this format"));
                }
                index++;
            } else {
                index = read(piece.charAt(0), line, index, into);
            }
        }
        return index;
    }

    private static int read(char directive, String line, int index, TimeFields into) throws UnparsableLineException {
        switch (directive) {
            case 'Y' -> into.year = number(line, index, 4);
            case 'y' -> into.year = 2000 + number(line, index, 2);
            case 'm' -> into.month = number(line, index, 2);
            case 'b' -> into.month = month(line, index);
            case 'd', 'e' ->
                into.day = line.startsWith(" ", index) ? number(line, index + 1, 1) : number(line, index, 2);
            case 'H' -> into.hour = number(line, index, 2);
            case 'M' -> into.minute = number(line, index, 2);
            case 'S' -> into.second = number(line, index, 2);
            case 'z' -> into.zoneSeconds = zone(line, index);
            default -> into.epoch = number(line, index, 10);
        }
        return index
                + switch (directive) {
                    case 'Y' -> 4;
                    case 'b' -> 3;
                    case 'z' -> 5;
                    case 's' -> 10;
                    default -> 2;
                };
    }

    private static int month(String line, int index) throws UnparsableLineException {
        int month = index + 3 <= line.length() ? MONTHS.indexOf(line.substring(index, index + 3)) : -1;
        if (month < 0 || month % 3 != 0) {
            throw new UnparsableLineException(Sentence.of("no month such as Oct"));
        }
        return month / 3 + 1;
    }

    private static long zone(String line, int index) throws UnparsableLineException {
        boolean signed = index < line.length() && (line.charAt(index) == '+' || line.charAt(index) == '-');
        if (!signed) {
            throw new UnparsableLineException(Sentence.of("no offset from UTC such as +0200"));
        }
        long seconds = number(line, index + 1, 2) * 3600L + number(line, index + 3, 2) * 60L;
        return line.charAt(index) == '-' ? -seconds : seconds;
    }

    private static int number(String line, int from, int digits) throws UnparsableLineException {
        if (from + digits > line.length()) {
            throw new UnparsableLineException(Sentence.of("it ends within a time"));
        }
        return Timestamps.number(line, from, from + digits);
    }
}
