package dev.brownout.language.parse;

import dev.brownout.language.diagnostic.ValueException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A time in a table: a number, a duration, or a date as in ISO 8601, in UTC if it has no offset.
 *
 * @param nanos nanoseconds since 1970 or since an instant that the table does not state
 * @param dated whether it is since 1970
 */
record RecordedTimestamp(long nanos, boolean dated) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,2})?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d\\d)-(\\d\\d)"
            + "(?:[T ](\\d\\d):(\\d\\d)(?::(\\d\\d)(?:[.,](\\d{1,9}))?)?)?\\s*(Z|UTC|[+-]\\d\\d(?::?\\d\\d)?)?");
    private static final int[] DAYS_BEFORE = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365};
    private static final int FIRST_YEAR = 1970;
    private static final int LAST_YEAR = 2200;
    private static final BigDecimal SECOND = new BigDecimal("1e9");

    /** Seconds from which on a time is one since 1970, from 2001 on. */
    private static final BigDecimal UNIX = new BigDecimal("1e9");

    private static final BigDecimal MAXIMUM = BigDecimal.valueOf(Long.MAX_VALUE);

    /** Returns whether a text is a time in any form. */
    static boolean isReadable(String text) {
        return NUMBER.matcher(text).matches() || DATE.matcher(text).matches() || UnitParser.isReadable(text);
    }

    /** Returns a plain number, which may have an exponent; empty for another text. */
    static Optional<BigDecimal> number(String text) {
        return NUMBER.matcher(text).matches() ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    /**
     * Parses a time.
     *
     * @param unit nanoseconds of a number; empty if only a Unix time needs none
     * @throws ValueException if the text is no time, or a number without a known unit
     */
    static RecordedTimestamp of(String text, Optional<BigDecimal> unit) {
        Optional<BigDecimal> number = number(text);
        if (number.isEmpty()) {
            Matcher date = DATE.matcher(text);
            return date.matches()
                    ? new RecordedTimestamp(nanos(date, text), true)
                    : new RecordedTimestamp(
                            UnitParser.read(text, Dimension.TIME).longValue(), false);
        }
        BigDecimal scale = unit.orElseGet(() -> unixUnit(number.get()));
        if (scale.signum() == 0) {
            throw new ValueException(text, "'{}' has no unit; write it as unit=1s, unit=1ms or unit=1us", text);
        }
        BigDecimal nanos = number.get().multiply(scale);
        if (nanos.signum() < 0 || nanos.compareTo(MAXIMUM) > 0) {
            throw new ValueException(text, "'{}' is no time from 0s to the year {}", text, LAST_YEAR);
        }
        boolean dated = nanos.compareTo(UNIX.multiply(SECOND)) >= 0;
        return new RecordedTimestamp(nanos.longValue(), dated);
    }

    /** Returns the unit of a Unix time, in nanoseconds: seconds, ms, us or ns by its size; 0 for a small number. */
    private static BigDecimal unixUnit(BigDecimal number) {
        for (int exponent = 0; exponent <= 9; exponent += 3) {
            BigDecimal least = UNIX.scaleByPowerOfTen(exponent);
            if (number.compareTo(least) >= 0 && number.compareTo(least.scaleByPowerOfTen(1)) < 0) {
                return SECOND.scaleByPowerOfTen(-exponent);
            }
        }
        return BigDecimal.ZERO;
    }

    private static long nanos(Matcher date, String text) {
        int year = Integer.parseInt(date.group(1));
        int month = Integer.parseInt(date.group(2));
        int day = Integer.parseInt(date.group(3));
        long hour = part(date.group(4));
        long minute = part(date.group(5));
        long second = part(date.group(6));
        boolean valid = year >= FIRST_YEAR && year <= LAST_YEAR && month >= 1 && month <= 12 && day >= 1;
        if (!valid || day > length(year, month) || hour > 23 || minute > 59 || second > 60) {
            throw new ValueException(text, "'{}' is no date from {}-01-01 to {}-12-31", text, FIRST_YEAR, LAST_YEAR);
        }
        long days = 365L * (year - FIRST_YEAR) + leapDays(year - 1) - leapDays(FIRST_YEAR - 1);
        days += DAYS_BEFORE[month - 1] + (month > 2 && leap(year) ? 1 : 0) + day - 1;
        String fraction = date.group(7) == null ? "" : date.group(7);
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        long seconds = days * 86_400 + hour * 3600 + minute * 60 + second - offset(date.group(8));
        return seconds * 1_000_000_000L + nanos;
    }

    private static long part(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** Returns the seconds by which an offset is ahead of UTC. */
    private static long offset(String zone) {
        if (zone == null || zone.startsWith("Z") || zone.startsWith("U")) {
            return 0;
        }
        String digits = zone.substring(1).replace(":", "");
        long minutes = digits.length() == 2 ? 0 : Long.parseLong(digits.substring(2));
        long seconds = Long.parseLong(digits.substring(0, 2)) * 3600 + minutes * 60;
        return zone.startsWith("-") ? -seconds : seconds;
    }

    private static int length(int year, int month) {
        return DAYS_BEFORE[month] - DAYS_BEFORE[month - 1] + (month == 2 && leap(year) ? 1 : 0);
    }

    private static boolean leap(int year) {
        return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    }

    /** Returns the number of leap days from year 1 to the end of a year. */
    private static long leapDays(int year) {
        return year / 4L - year / 100L + year / 400L;
    }
}
