package dev.brownout.wiring;

/**
 * Messages that wait until a consumer takes them, as the arithmetic before a run sees them.
 *
 * @param places how many may wait; infinite for any number
 * @param once whether each is worked on once, as far as nothing fails
 */
public record LineSketch(double places, boolean once) {}
