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
 * Writes of several machines that have not seen each other, as the arithmetic before a run sees them.
 *
 * @param writesPerSecond how many there are, at least 0
 * @param conflictsPerSecond how many of them meet one that they have not seen; of copies of keys, how many another one
 *     overwrites that has not seen them
 * @param lost whether of two that meet one is lost
 * @param ofCopies whether they are those of copies of keys, rather than of primaries
 * @param wrongClocks when clocks differ because of the fault timeline, and what that loses
 */
public record WriteConflictModel(
        double writesPerSecond,
        double conflictsPerSecond,
        boolean lost,
        boolean ofCopies,
        List<WrongClocks> wrongClocks) {

    /** Pieces of the time in which clocks drift; over each two of them what is lost is taken for a parabola. */
    private static final int PIECES = 16;

    /** Takes the list as it is now. */
    public WriteConflictModel {
        wrongClocks = List.copyOf(wrongClocks);
    }

    /**
     * Clocks that differ for a while.
     *
     * @param fromNanos since when
     * @param toNanos until when; {@code Long.MAX_VALUE} for the end of the run
     * @param lostPerSecond writes that are given up for another one with a later time, on average over that while
     * @param hiddenPerSecond those of them whose writers had seen that one
     * @param firstPerSecond how many are given up at first
     * @param lastPerSecond how many in the end: as many unless clocks drift
     */
    public record WrongClocks(
            long fromNanos,
            long toNanos,
            double lostPerSecond,
            double hiddenPerSecond,
            double firstPerSecond,
            double lastPerSecond) {}

    /** What clocks lose. */
    @FunctionalInterface
    public interface Losses {
        /**
         * Writes that are lost in a second.
         *
         * @param ahead by how many nanoseconds each clock is ahead
         * @param seen only those whose writers had seen what they are lost for
         */
        double perSecond(double[] ahead, boolean seen);
    }

    /**
     * Each time in which clocks differ, and what they lose then.
     *
     * @param clocks how wrong each is, by the instants from which on it is
     * @param end of the run
     */
    public static List<WrongClocks> wrong(List<NavigableMap<Long, ClockError>> clocks, long end, Losses losses) {
        TreeSet<Long> turns = new TreeSet<>();
        clocks.forEach(clock -> turns.addAll(clock.keySet()));
        List<WrongClocks> wrong = new ArrayList<>();
        for (long from : turns) {
            List<ClockError> now = clocks.stream()
                    .map(clock -> Optional.ofNullable(clock.floorEntry(from))
                            .map(Map.Entry::getValue)
                            .orElse(ClockError.NONE))
                    .toList();
            long to = Optional.ofNullable(turns.higher(from)).orElse(Long.MAX_VALUE);
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

    /** Means over a time in which clocks come apart or together, by Simpson's rule. */
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
