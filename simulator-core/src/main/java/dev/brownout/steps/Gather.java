package dev.brownout.steps;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;

/**
 * Waits for so many successes of several calls; fails as soon as they can no longer come. The other calls go on
 * working.
 */
public final class Gather implements Reply {
    private Reply reply;
    private int missing;
    private int spare;
    private long newest;

    /**
     * Waits.
     *
     * @param calls how many are made
     * @param need how many must succeed, 1 to {@code calls}
     * @param reply who waits
     */
    public Gather(int calls, int need, Reply reply) {
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
            newest = Math.max(newest, detail);
            if (--missing == 0) {
                reply = null;
                waiter.accept(Outcome.OK, newest);
            }
        } else if (--spare < 0) {
            reply = null;
            waiter.accept(outcome, detail);
        }
    }
}
