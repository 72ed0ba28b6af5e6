package dev.brownout.component.cache;

import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/**
 * End of a load of a read-through node: caches the response of the source on its way to the caller.
 *
 * @param freshness tells the outcomes that are cached
 * @param work work for each response that is cached; {@code null} without
 * @param entries the entries of the node
 */
record LoadCompletion(EntryExpiry freshness, LoadWork work, Entries entries) {
    /** Entries of a node. */
    interface Entries {
        /** Caches a version for a request. */
        void fill(Request request, long version);
    }

    /** Returns the reply to the source for a load. */
    Reply of(Request request, Reply caller) {
        return (outcome, version) -> {
            if (!freshness.isCacheable(outcome)) {
                caller.accept(outcome, version);
            } else if (work == null) {
                fill(request, caller, outcome, version);
            } else {
                work.runAfterWork(request, () -> fill(request, caller, outcome, version));
            }
        };
    }

    private void fill(Request request, Reply caller, Outcome outcome, long version) {
        entries.fill(request, outcome == Outcome.NOT_FOUND ? NegativeEntry.entry(version) : version);
        caller.accept(outcome, version);
    }
}
