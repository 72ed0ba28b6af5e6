package dev.brownout.wiring;

import java.util.Optional;

/**
 * Machines that follow the writes of others, as the arithmetic before a run sees them.
 *
 * @param part what these machines are called together: {@code replica-*}
 * @param writesPerSecond how many writes each of them has to follow
 * @param appliedPerSecond how many each of them can apply; infinite for any number
 * @param encounters how often these writes meet others that they have not seen, where several machines take some
 */
public record LogSketch(
        String part, double writesPerSecond, double appliedPerSecond, Optional<EncounterSketch> encounters) {
    /** Writes that one machine takes. */
    public LogSketch(String part, double writesPerSecond, double appliedPerSecond) {
        this(part, writesPerSecond, appliedPerSecond, Optional.empty());
    }
}
