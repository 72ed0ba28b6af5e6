package dev.brownout.service;

/** Callback that receives the outcome of a call. */
@FunctionalInterface
public interface Reply {
    /**
     * Receives the outcome.
     *
     * @param outcome outcome of the call
     * @param detail for a success the version of the returned data, as in {@link VersionRegistry}, or 0 without data;
     *     for a failure the number of the component where it arose
     */
    void accept(Outcome outcome, long detail);
}
