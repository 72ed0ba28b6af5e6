package dev.brownout.importing.log;

import java.util.ArrayList;
import java.util.List;

/**
 * The time of a log in which the fewest requests came, where answers wait least for other work, and that in which the
 * most came.
 *
 * @param quiet what was counted in the one; all of the log where it is too short, or its rate too even, to tell
 * @param quietFrom when it began, in microseconds since 1970
 * @param quietTo when it ended
 * @param busy what was counted in the other
 * @param busyFrom when it began
 * @param busyTo when it ended
 * @param told whether the two are told apart
 */
record QuietPeriod(
        PeriodStatistics quiet,
        long quietFrom,
        long quietTo,
        PeriodStatistics busy,
        long busyFrom,
        long busyTo,
        boolean told) {
    /** The busiest time has at least so many times as many requests as the quietest, or the two are not told apart. */
    static final double APART = 1.5;

    /** The fewest requests of a quiet time. */
    static final int LEAST = 300;

    private static final long HOUR = 3_600_000_000L;
    private static final int SHORT_HOURS = 6;
    private static final int PARTS = 12;

    private record Part(PeriodStatistics stretch, long from, long to) {}

    static QuietPeriod of(AccessLog log) {
        TimeBuckets<PeriodStatistics> blocks = log.stretches();
        long width = blocks.widthMicros();
        long span = blocks.span() * width;
        long wanted = span >= SHORT_HOURS * HOUR ? HOUR : span / PARTS;
        long each = Math.max(1, (wanted + width - 1) / width);
        long first = blocks.all().firstKey();
        long last = blocks.all().lastKey();
        List<Part> parts = new ArrayList<>();
        for (long from = first; from <= last; from += each) {
            boolean whole = from * width >= log.firstMicros() && (from + each) * width <= log.lastMicros();
            if (whole) {
                parts.add(new Part(blocks.joined(from, each), from * width, (from + each) * width));
            }
        }
        Part quiet = null;
        Part busy = null;
        for (Part part : parts) {
            long requests = part.stretch().requests();
            boolean enough = part.stretch().timed() >= LEAST;
            quiet = enough && (quiet == null || requests < quiet.stretch().requests()) ? part : quiet;
            busy = busy == null || requests > busy.stretch().requests() ? part : busy;
        }
        boolean told = quiet != null
                && busy.stretch().requests() >= APART * quiet.stretch().requests();
        Part all = new Part(blocks.joined(first, last - first + 1), log.firstMicros(), log.lastMicros());
        quiet = told ? quiet : all;
        busy = told ? busy : all;
        return new QuietPeriod(quiet.stretch(), quiet.from(), quiet.to(), busy.stretch(), busy.from(), busy.to(), told);
    }
}
