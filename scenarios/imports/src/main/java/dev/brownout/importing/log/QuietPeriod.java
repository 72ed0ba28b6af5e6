package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Periods of a log with the fewest and with the most requests. Responses wait least for other requests in the quiet
 * period.
 *
 * @param quiet statistics of the quiet period; those of the whole log if the log is too short, or its rate too even, to
 *     separate the periods
 * @param quietFrom start of the quiet period, in microseconds since 1970
 * @param quietTo end of the quiet period, in microseconds since 1970
 * @param busy statistics of the busiest period; those of the whole log if the periods are not separated
 * @param busyFrom start of the busiest period, in microseconds since 1970
 * @param busyTo end of the busiest period, in microseconds since 1970
 * @param isReported whether the two periods are separated
 */
record QuietPeriod(
        PeriodStatistics quiet,
        long quietFrom,
        long quietTo,
        PeriodStatistics busy,
        long busyFrom,
        long busyTo,
        boolean isReported) {
    /**
     * Minimum ratio of the requests of the busiest period to those of the quiet period. With a smaller ratio the
     * periods are not separated.
     */
    static final double MIN_LOAD_RATIO = 1.5;

    /** Minimum number of requests with a response time in a quiet period. */
    static final int MINIMUM = 300;

    private static final long HOUR = 3_600_000_000L;
    private static final int SHORT_HOURS = 6;
    private static final int PARTS = 12;

    private record Part(PeriodStatistics stretch, long from, long to) {}

    static QuietPeriod of(AccessLog log) {
        TimeBuckets<PeriodStatistics> blocks = log.stretches();
        long width = blocks.widthMicros();
        long span = blocks.span() * width;
        long target = span >= SHORT_HOURS * HOUR ? HOUR : span / PARTS;
        long each = Math.max(1, (target + width - 1) / width);
        long first = blocks.all().firstKey();
        long last = blocks.all().lastKey();
        List<Part> parts = new ArrayList<>();
        for (long from = first; from <= last; from += each) {
            boolean whole = from * width >= log.firstMicros() && (from + each) * width <= log.lastMicros();
            if (whole) {
                parts.add(new Part(blocks.sum(from, each), from * width, (from + each) * width));
            }
        }
        Part quiet = null;
        Part busy = null;
        for (Part part : parts) {
            long requests = part.stretch().requests();
            boolean isSufficient = part.stretch().timed() >= MINIMUM;
            quiet = isSufficient && (quiet == null || requests < quiet.stretch().requests()) ? part : quiet;
            busy = busy == null || requests > busy.stretch().requests() ? part : busy;
        }
        boolean isReported = quiet != null
                && busy.stretch().requests() >= MIN_LOAD_RATIO * quiet.stretch().requests();
        Part all = new Part(blocks.sum(first, last - first + 1), log.firstMicros(), log.lastMicros());
        quiet = isReported ? quiet : all;
        busy = isReported ? busy : all;
        return new QuietPeriod(
                quiet.stretch(), quiet.from(), quiet.to(), busy.stretch(), busy.from(), busy.to(), isReported);
    }
}
