package dev.brownout.importing.loadtest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Parser for the times of load generators, in microseconds since 1970. */
final class ResultTimes {
    /** Remark on failed requests that the server answered. */
    static final String CLIENT_ERRORS = "requests that the load generator counts as failed with a status of 4xx: here"
            + " they are responses of the server, as in an access log";

    private static final double MICROS_PER_SECOND = 1e6;
    private static final double LEAST_MILLIS = 1e11;
    private static final double LEAST_MICROS = 1e14;
    private static final double LEAST_NANOS = 1e17;

    private ResultTimes() {}

    /**
     * Parses a time: a number since 1970 in seconds, milliseconds, microseconds or nanoseconds, depending on its
     * magnitude, or a date with a time.
     */
    static long micros(String text) {
        if (text.indexOf('-') < 0 && text.indexOf('/') < 0) {
            double value = number(text);
            double unit = value < LEAST_MILLIS
                    ? MICROS_PER_SECOND
                    : value < LEAST_MICROS ? 1e3 : value < LEAST_NANOS ? 1 : 1e-3;
            return Math.round(value * unit);
        }
        String iso = text.replace('/', '-').replace(' ', 'T').replace(',', '.');
        boolean zoned = iso.endsWith("Z") || iso.lastIndexOf('+') > 10 || iso.lastIndexOf('-') > 10;
        try {
            Instant instant = OffsetDateTime.parse(zoned ? iso : iso + "Z").toInstant();
            return instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1000;
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("no time where one was expected", wrong);
        }
    }

    /** Parses a number that is not negative. */
    static double number(String text) {
        boolean digits = !text.isEmpty() && text.length() <= 40;
        for (int i = 0; i < text.length() && digits; i++) {
            char c = text.charAt(i);
            digits = c >= '0' && c <= '9' || i > 0 && (c == '.' || c == 'e' || c == 'E' || c == '-' || c == '+');
        }
        if (!digits) {
            throw new IllegalArgumentException("no number where one was expected");
        }
        return Double.parseDouble(text);
    }

    /** Returns the status of a request from its code and its success. */
    static int status(String code, boolean success) {
        boolean http = code.length() == 3 && code.charAt(0) >= '1' && code.charAt(0) <= '5';
        int status = http ? (int) number(code) : success ? LoadTestRequest.OK : LoadTestRequest.FAILED;
        return !success && status < 400 ? LoadTestRequest.FAILED : status;
    }
}
