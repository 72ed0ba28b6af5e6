package dev.brownout.importing.log;

import dev.brownout.sentence.Sentence;

/**
 * Parser for times in logs. The result is in microseconds since 1970-01-01 UTC. A leap second, such as 23:59:60, is the
 * first second after it, as in the clocks of servers.
 */
final class Timestamps {
    private static final String MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec";
    private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int COMMON_LENGTH = 26;
    private static final int MICRO_DIGITS = 6;
    private static final long MICROS = 1_000_000;
    private static final long DAY_SECONDS = 86_400;

    /** Number of days from 0000-03-01 to 1970-01-01. */
    private static final long EPOCH_DAY = 719_468;

    private String last = "";
    private long lastMicros;

    /**
     * Parses a time of the common log format, such as {@code 10/Oct/2000:13:55:36 -0700}.
     *
     * @throws UnparsableLineException if the text is no such time, or not in the calendar
     */
    long common(String text) throws UnparsableLineException {
        if (text.equals(last)) {
            return lastMicros;
        }
        boolean shaped = text.length() == COMMON_LENGTH
                && text.charAt(2) == '/'
                && text.charAt(6) == '/'
                && text.charAt(11) == ':'
                && text.charAt(14) == ':'
                && text.charAt(17) == ':'
                && text.charAt(20) == ' ';
        int month = shaped ? MONTHS.indexOf(text.substring(3, 6)) : -1;
        if (month < 0 || month % 3 != 0) {
            throw new UnparsableLineException(Sentence.of("no time such as 10/Oct/2000:13:55:36 -0700"));
        }
        long seconds = seconds(number(text, 7, 11), month / 3 + 1, number(text, 0, 2), text, 12);
        lastMicros = (seconds - offset(text, 21)) * MICROS;
        last = text;
        return lastMicros;
    }

    /**
     * Parses a time of ISO 8601, such as {@code 2018-07-02T22:23:00.186641Z}, or with slashes in its date. Without an
     * offset the time is in UTC.
     *
     * @throws UnparsableLineException if the text is no such time, or not in the calendar
     */
    long iso(String text) throws UnparsableLineException {
        boolean shaped = text.length() >= 19
                && (text.charAt(4) == '-' || text.charAt(4) == '/')
                && text.charAt(7) == text.charAt(4)
                && (text.charAt(10) == 'T' || text.charAt(10) == ' ')
                && text.charAt(13) == ':'
                && text.charAt(16) == ':';
        if (!shaped) {
            throw new UnparsableLineException(Sentence.of("no time such as 2018-07-02T22:23:00Z"));
        }
        long seconds = seconds(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10), text, 11);
        int index = 19;
        long micros = 0;
        if (index < text.length() && (text.charAt(index) == '.' || text.charAt(index) == ',')) {
            int from = ++index;
            while (index < text.length() && digit(text.charAt(index))) {
                if (index - from < MICRO_DIGITS) {
                    micros = micros * 10 + text.charAt(index) - '0';
                }
                index++;
            }
            for (int digits = index - from; digits < MICRO_DIGITS; digits++) {
                micros *= 10;
            }
        }
        index += index + 1 < text.length() && text.charAt(index) == ' ' ? 1 : 0;
        if (index < text.length() && text.charAt(index) != 'Z' && !text.startsWith("UTC", index)) {
            seconds -= offset(text, index);
        }
        return seconds * MICROS + micros;
    }

    /**
     * Parses a time in seconds since 1970, such as {@code 1530570180.186}. Values of 1e11 and more are milliseconds,
     * microseconds or nanoseconds, depending on their magnitude.
     *
     * @throws UnparsableLineException if the text is no such number
     */
    static long epoch(String text) throws UnparsableLineException {
        double value = decimal(text);
        double micros = value < 1e11 ? value * 1e6 : value < 1e14 ? value * 1e3 : value < 1e17 ? value : value / 1e3;
        return Math.round(micros);
    }

    /**
     * Parses a number that is not negative, with or without decimals.
     *
     * @throws UnparsableLineException if the text is no such number
     */
    static double decimal(String text) throws UnparsableLineException {
        int length = text.length();
        boolean digits = length > 0 && length <= 40;
        for (int i = 0; i < length && digits; i++) {
            char c = text.charAt(i);
            digits = digit(c) || i > 0 && (c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+');
        }
        try {
            if (digits) {
                return Double.parseDouble(text);
            }
        } catch (NumberFormatException none) {
            throw new UnparsableLineException(Sentence.of("no number where one was expected"));
        }
        throw new UnparsableLineException(Sentence.of("no number where one was expected"));
    }

    private static long seconds(int year, int month, int day, String text, int index) throws UnparsableLineException {
        return seconds(
                year,
                month,
                day,
                number(text, index, index + 2),
                number(text, index + 3, index + 5),
                number(text, index + 6, index + 8));
    }

    /**
     * Returns the number of seconds since 1970 of a date and a time in UTC.
     *
     * @throws UnparsableLineException if the date or the time is not in the calendar
     */
    static long seconds(int year, int month, int day, int hour, int minute, int second) throws UnparsableLineException {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        boolean isValid = month >= 1
                && month <= 12
                && day >= 1
                && day <= DAYS[month - 1] + (leap && month == 2 ? 1 : 0)
                && hour < 24
                && minute < 60
                && second <= 60;
        if (!isValid) {
            throw new UnparsableLineException(Sentence.of("an invalid time"));
        }
        return days(year, month, day) * DAY_SECONDS + hour * 3600L + minute * 60L + second;
    }

    /**
     * Returns the number of days since 1970-01-01. Years begin in March for this calculation, so that the leap day is
     * the last day of a year.
     */
    private static long days(int year, int month, int day) {
        long y = month > 2 ? year : year - 1L;
        long inYear = (153L * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        return y * 365 + y / 4 - y / 100 + y / 400 + inYear - EPOCH_DAY;
    }

    /**
     * Parses a time of syslog without a year, such as {@code Mar 4 12:00:00} (RFC 3164), in the year 1970.
     *
     * @throws UnparsableLineException if the text is no such time
     */
    static long syslog(String text) throws UnparsableLineException {
        int month = text.length() == 15 ? MONTHS.indexOf(text.substring(0, 3)) : -1;
        if (month < 0 || month % 3 != 0) {
            throw new UnparsableLineException(Sentence.of("no time such as Mar  4 12:00:00"));
        }
        int day = number(text, text.charAt(4) == ' ' ? 5 : 4, 6);
        return seconds(1970, month / 3 + 1, day, text, 7) * MICROS;
    }

    private static long offset(String text, int index) throws UnparsableLineException {
        int colon = index + 3 < text.length() && text.charAt(index + 3) == ':' ? 1 : 0;
        boolean shaped = text.length() == index + 5 + colon && (text.charAt(index) == '+' || text.charAt(index) == '-');
        if (!shaped) {
            throw new UnparsableLineException(Sentence.of("no offset from UTC such as +0200"));
        }
        long seconds =
                number(text, index + 1, index + 3) * 3600L + number(text, index + 3 + colon, index + 5 + colon) * 60L;
        return text.charAt(index) == '-' ? -seconds : seconds;
    }

    /** Parses a decimal number of digits only. */
    static int number(String text, int from, int to) throws UnparsableLineException {
        int value = 0;
        for (int i = from; i < to; i++) {
            if (!digit(text.charAt(i))) {
                throw new UnparsableLineException(Sentence.of("no digit where a time has one"));
            }
            value = value * 10 + text.charAt(i) - '0';
        }
        return value;
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
