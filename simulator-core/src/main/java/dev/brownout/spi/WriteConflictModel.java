package dev.brownout.spi;

import dev.brownout.host.ClockError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Analytical model of concurrent writes on several hosts.
 *
 * @param writesPerSecond writes per second, at least 0
 * @param conflictsPerSecond writes per second that conflict with a concurrent one that they have not seen; for copies
 *     of keys, writes per second that are overwritten by one that has not seen them
 * @param lost whether one of two conflicting writes is lost
 * @param ofCopies whether they are writes to copies of keys, and not to primaries
 * @param wrongClocks intervals with clocks that differ because of the fault timeline, and their lost writes
 */
public record WriteConflictModel(
        double writesPerSecond,
        double conflictsPerSecond,
        boolean lost,
        boolean ofCopies,
        List<WrongClocks> wrongClocks) {

    /** Number of subintervals for clock drift; Simpson's rule fits a parabola to the losses over each pair of them. */
    private static final int PIECES = 16;

    /** Copies the list. */
    public WriteConflictModel {
        wrongClocks = List.copyOf(wrongClocks);
    }

    /**
     * An interval during which clocks differ.
     *
     * @param fromNanos start, in nanoseconds
     * @param toNanos end, in nanoseconds; {@code Long.MAX_VALUE} for the end of the run
     * @param lostPerSecond mean writes per second that lose against another one with a later timestamp
     * @param hiddenPerSecond lost writes per second that were made with knowledge of the winning write
     * @param firstPerSecond lost writes per second at the start
     * @param lastPerSecond lost writes per second at the end; differs from the start only if clocks drift
     */
    public record WrongClocks(
            long fromNanos,
            long toNanos,
            double lostPerSecond,
            double hiddenPerSecond,
            double firstPerSecond,
            double lastPerSecond) {}

    /** Losses caused by clock differences. */
    @FunctionalInterface
    public interface Losses {
        /**
         * Returns the lost writes per second.
         *
         * @param ahead time by which each clock is ahead, in nanoseconds
         * @param seen whether only writes count that were made with knowledge of the winning write
         */
        double perSecond(double[] ahead, boolean seen);
    }

    /**
     * Returns the intervals during which clocks differ, with their losses.
     *
     * @param clocks errors of each clock, by the instant from which they hold
     * @param end end of the run, in nanoseconds
     */
    public static List<WrongClocks> wrong(List<NavigableMap<Long, ClockError>> clocks, long end, Losses losses) {
        TreeSet<Long> changeTimes = new TreeSet<>();
        clocks.forEach(clock -> changeTimes.addAll(clock.keySet()));
        List<WrongClocks> wrong = new ArrayList<>();
        for (long from : changeTimes) {
            List<ClockError> now = clocks.stream()
                    .map(clock -> Optional.ofNullable(clock.floorEntry(from))
                            .map(Map.Entry::getValue)
                            .orElse(ClockError.NONE))
                    .toList();
            long to = Optional.ofNullable(changeTimes.higher(from)).orElse(Long.MAX_VALUE);
            double[] ahead = at(now, from);
            if (now.stream().mapToDouble(ClockError::drift).distinct().count() > 1) {
                wrong.add(drifting(now, from, Math.min(to, Math.max(from, end)), losses));
            } else if (Arrays.stream(ahead).distinct().count() > 1) {
                double lost = losses.perSecond(ahead, false);
                wrong.add(new WrongClocks(from, to, lost, losses.perSecond(ahead, true), lost, lost));
            }
        }
        return wrong;
    }

    private static double[] at(List<ClockError> clocks, double nanos) {
        return clocks.stream().mapToDouble(clock -> clock.at(nanos)).toArray();
    }

    /** Returns means over an interval with clock drift, by Simpson's rule. */
    private static WrongClocks drifting(List<ClockError> clocks, long from, long to, Losses losses) {
        double[] lost = new double[PIECES + 1];
        double[] seen = new double[PIECES + 1];
        for (int i = 0; i <= PIECES; i++) {
            double[] ahead = at(clocks, from + (to - from) * (i / (double) PIECES));
            lost[i] = losses.perSecond(ahead, false);
            seen[i] = losses.perSecond(ahead, true);
        }
        return new WrongClocks(from, to, mean(lost), mean(seen), lost[0], lost[PIECES]);
    }

    private static double mean(double[] values) {
        double sum = values[0] + values[PIECES];
        for (int i = 1; i < PIECES; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * values[i];
        }
        return sum / (3 * PIECES);
    }
}
