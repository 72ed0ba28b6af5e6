package dev.brownout.service;

/** Who waits for an answer. */
@FunctionalInterface
public interface Reply {
    /**
     * Takes the answer.
     *
     * @param outcome how the call ended
     * @param detail for a good outcome the version of the data answered, as in {@link VersionRegistry}, 0 where there
     *     is none; for a bad one the number of the component at which it arose
     */
    void accept(Outcome outcome, long detail);
}
