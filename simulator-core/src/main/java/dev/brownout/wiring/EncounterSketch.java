package dev.brownout.wiring;

import java.util.List;

/**
 * Writes of several primaries that meet others which they have not seen, as the arithmetic before a run sees them.
 *
 * @param writesPerSecond how many there are, at least 0
 * @param conflictsPerSecond how many of them meet one that they have not seen
 * @param lost whether of two that meet one is lost
 * @param wrongClocks when clocks of primaries differ because the fault timeline sets them, and what that loses
 */
public record EncounterSketch(
        double writesPerSecond, double conflictsPerSecond, boolean lost, List<WrongClocks> wrongClocks) {

    /** Takes the list as it is now. */
    public EncounterSketch {
        wrongClocks = List.copyOf(wrongClocks);
    }

    /**
     * Clocks that differ for a while.
     *
     * @param fromNanos since when
     * @param toNanos until when; {@code Long.MAX_VALUE} for the end of the run
     * @param lostPerSecond writes that are given up for one of another primary with a later time
     * @param hiddenPerSecond those of them whose writers had seen that one
     */
    public record WrongClocks(long fromNanos, long toNanos, double lostPerSecond, double hiddenPerSecond) {}
}
