package dev.brownout.step;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.VersionRegistry;

/**
 * Join of several concurrent calls. It succeeds after the required number of successes, and fails as soon as that
 * number can no longer be reached. A response after which a request takes no further step is no success here. The
 * remaining calls continue. The result is stale if one of the counted responses is stale.
 */
public final class JoinReply implements Reply {
    private final VersionRegistry versions;
    private Reply reply;
    private int missing;
    private int spare;
    private long version;
    private boolean stale;

    /**
     * Creates a join.
     *
     * @param versions versions of the run
     * @param calls number of calls
     * @param need number of calls that must succeed, 1 to {@code calls}
     * @param reply receives the joined outcome, once
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
        if (outcome.proceeds()) {
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
