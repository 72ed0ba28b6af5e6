package dev.brownout.step;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.VersionRegistry;

/**
 * Waits for so many successes of several calls; fails as soon as they can no longer come. The other calls go on
 * working. What is made of a stale answer is stale.
 */
public final class JoinReply implements Reply {
    private final VersionRegistry versions;
    private Reply reply;
    private int missing;
    private int spare;
    private long version;
    private boolean stale;

    /**
     * Waits.
     *
     * @param versions of the run
     * @param calls how many are made
     * @param need how many must succeed, 1 to {@code calls}
     * @param reply who waits
     */
    public JoinReply(VersionRegistry versions, int calls, int need, Reply reply) {
        this.versions = versions;
        this.reply = reply;
        this.missing = need;
        this.spare = calls - need;
    }

    @Override
    public void accept(Outcome outcome, long detail) {
        if (reply == null) {
            return;
        }
        Reply waiter = reply;
        if (outcome.good()) {
            version = versions.join(version, detail);
            stale |= outcome == Outcome.STALE;
            if (--missing == 0) {
                reply = null;
                waiter.accept(stale ? Outcome.STALE : Outcome.OK, version);
            }
        } else if (--spare < 0) {
            reply = null;
            waiter.accept(outcome, detail);
        }
    }
}
