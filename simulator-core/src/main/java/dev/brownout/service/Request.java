package dev.brownout.service;

import dev.brownout.random.KeyedRandom;

/**
 * What is asked for. Immutable and never pooled: a callee may hold it long after its caller has given up.
 *
 * @param identity what all draws about this call depend on: a mix of seed, source, number, step, branch and attempt
 * @param origin as the identity, but the same in every attempt: the idempotency key of a write
 * @param number n-th request of its source, from 0
 * @param source number of the request class, in name order
 * @param attempt 0 for the first try
 * @param layer how many layers of retries it has passed, so that the tries of one differ from those of another
 * @param region number of the region in which its user lives, in name order; 0 where there is none
 * @param key the key it is about; 0 for none
 * @param operation whether it reads or writes
 * @param sizeBytes size of the object that it carries (a write) or brings back (a read); less than 0 for one that the
 *     caller has, of which only the word comes back that it is still the same
 * @param bornAt when its user wanted to send it
 * @param logical the logical request that it is part of
 * @param token whether its answer is still wanted
 */
public record Request(
        long identity,
        long origin,
        long number,
        int source,
        int attempt,
        int layer,
        int region,
        int key,
        Operation operation,
        int sizeBytes,
        long bornAt,
        LogicalRequest logical,
        CancellationToken token) {

    /** Bytes of an answer that says that a copy is still what its origin has: a line of status and some headers. */
    public static final int NOT_MODIFIED_BYTES = 500;

    /** A request that nobody takes back. */
    public Request(
            long identity,
            long origin,
            long number,
            int source,
            int attempt,
            int layer,
            int region,
            int key,
            Operation operation,
            int sizeBytes,
            long bornAt,
            LogicalRequest logical) {
        this(
                identity,
                origin,
                number,
                source,
                attempt,
                layer,
                region,
                key,
                operation,
                sizeBytes,
                bornAt,
                logical,
                CancellationToken.NONE);
    }

    /** What a request does to its key. */
    public enum Operation {
        /** Looks. */
        READ,
        /** Changes. */
        WRITE
    }

    @Override
    public int sizeBytes() {
        return sizeBytes < 0 ? NOT_MODIFIED_BYTES : sizeBytes;
    }

    /** The same call for an object that the caller has, answered by the word that it is still the same. */
    public Request unmodified() {
        return sizeBytes < 0 ? this : sized(-1 - sizeBytes);
    }

    /** The same call for the object itself: what the callee asks others for, or keeps. */
    public Request whole() {
        return sizeBytes < 0 ? sized(-1 - sizeBytes) : this;
    }

    private Request sized(int bytes) {
        return new Request(
                identity, origin, number, source, attempt, layer, region, key, operation, bytes, bornAt, logical,
                token);
    }

    /** The same request tried once more by the layer of retries that it has reached. */
    public Request nextAttempt(int nextAttempt) {
        long next = KeyedRandom.child(identity, layer, 0, nextAttempt);
        return changed(next, origin, nextAttempt, layer, key, operation, logical, token);
    }

    /** A call made on behalf of this request: {@code step} and {@code branch} tell it from its siblings. */
    public Request child(long step, int branch) {
        long its = KeyedRandom.child(identity, step, branch, 0);
        return changed(its, originOf(its, step, branch), attempt, layer, key, operation, logical, token);
    }

    /**
     * A call because of this request that is no part of what its user wants: no draw and no write of the two is the
     * same.
     */
    public Request asBackgroundCall(long step, LogicalRequest own) {
        long its = KeyedRandom.child(identity, step, 0, 0);
        return changed(its, originOf(its, step, 0), attempt, layer, key, operation, own, token);
    }

    /** One of the calls made on behalf of this request that is a wish of its own. */
    public Request forLogicalRequest(long step, int branch, LogicalRequest own) {
        long its = KeyedRandom.child(identity, step, branch, 0);
        return changed(its, originOf(its, step, branch), attempt, layer, key, operation, own, token);
    }

    /** Returns the origin of a call below this one: its identity as long as there is no second attempt. */
    private long originOf(long its, long step, int branch) {
        return origin == identity ? its : KeyedRandom.child(origin, step, branch, 0);
    }

    /** Part of this call, which carries something else: of the same write. */
    public Request partOf(long part, LogicalRequest other) {
        return changed(KeyedRandom.child(identity, part, 1, 0), origin, attempt, layer, key, operation, other, token);
    }

    /** The same call as a read or a write. */
    public Request withOperation(Operation other) {
        return other == operation ? this : changed(identity, origin, attempt, layer, key, other, logical, token);
    }

    /** The same call about another key. */
    public Request withKey(int other) {
        return changed(identity, origin, attempt, layer, other, operation, logical, token);
    }

    /** The same call with another idempotency key, which its next attempt has as well. */
    public Request withIdempotencyKey(long step) {
        long its = KeyedRandom.child(origin, step, 0, 0);
        return changed(identity, its, attempt, layer, key, operation, logical, token);
    }

    /** The same call behind a layer of retries. */
    public Request withRetryLayer() {
        return changed(identity, origin, attempt, layer + 1, key, operation, logical, token);
    }

    /** The same call, wanted as long as a token says. */
    public Request withCancellation(CancellationToken other) {
        return changed(identity, origin, attempt, layer, key, operation, logical, other);
    }

    /** The same user's wish: what else a call carries is the same in all calls that are made for it. */
    private Request changed(
            long itsIdentity,
            long itsOrigin,
            int itsAttempt,
            int itsLayer,
            int itsKey,
            Operation itsOperation,
            LogicalRequest itsRequest,
            CancellationToken itsToken) {
        return new Request(
                itsIdentity,
                itsOrigin,
                number,
                source,
                itsAttempt,
                itsLayer,
                region,
                itsKey,
                itsOperation,
                sizeBytes,
                bornAt,
                itsRequest,
                itsToken);
    }
}
