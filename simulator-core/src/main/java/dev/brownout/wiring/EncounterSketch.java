package dev.brownout.wiring;

/**
 * Writes of several primaries that meet others which they have not seen, as the arithmetic before a run sees them.
 *
 * @param writesPerSecond how many there are, at least 0
 * @param conflictsPerSecond how many of them meet one that they have not seen
 * @param lost whether of two that meet one is lost
 */
public record EncounterSketch(double writesPerSecond, double conflictsPerSecond, boolean lost) {}
