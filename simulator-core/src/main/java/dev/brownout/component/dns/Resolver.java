package dev.brownout.component.dns;

/** What one recursive resolver remembers of a name. */
final class Resolver {
    final int region;
    final long lifeNanos;
    int answer;
    long expiresAt;

    /**
     * Remembers an answer whose life has partly passed.
     *
     * @param region number of the region where it stands
     * @param lifeNanos how long it keeps an answer
     */
    Resolver(int region, long lifeNanos, int answer, long expiresAt) {
        this.region = region;
        this.lifeNanos = lifeNanos;
        this.answer = answer;
        this.expiresAt = expiresAt;
    }
}
