package dev.brownout.service;

import dev.brownout.random.KeyedRandom;

/**
 * Request as sent to one component. Immutable and never pooled: a callee may keep it long after the caller has timed
 * out. Small numbers are of type short, so that an instance takes 80 bytes.
 *
 * @param content key of the draws that decide the properties of the call, such as its branch and its keys: a mix of
 *     seed, source, number, step, branch and attempt
 * @param idempotencyKey like the content, but the same in every attempt: the idempotency key of a write
 * @param number sequence number within its source, from 0
 * @param source class and region of the sending user
 * @param repetition number that distinguishes the repetitions of a call, such as redeliveries; 0 for the first
 * @param attempt 0 for the first attempt
 * @param retryLayer number of retry layers passed, so that the attempts of different layers have different identities
 * @param key key of the accessed data; 0 for none
 * @param operation read or write
 * @param sizeBytes size of the object sent (write) or returned (read); negative if the caller has the object, and the
 *     response only confirms that it is unmodified
 * @param intendedSendAt time at which the user wanted to send it, in ns
 * @param logical the logical request to which the call belongs
 * @param token cancellation token of the call
 * @param session database connection through which the caller sends the call; {@code null} for none
 */
public record Request(
        long content,
        long idempotencyKey,
        long number,
        RequestSource source,
        short repetition,
        int attempt,
        short retryLayer,
        int key,
        Operation operation,
        int sizeBytes,
        long intendedSendAt,
        LogicalRequest logical,
        CancellationToken token,
        DatabaseSession session) {

    /** Step of a call that repeats another one. The steps of a path are not negative. */
    private static final long REPETITION = -1;

    /** Odd number near the golden ratio of 2^16. Spreads the numbers of repetitions within repetitions. */
    private static final int SPREAD = 40_503;

    /** Size of a response that confirms an unmodified copy: a status line and some headers, in bytes. */
    public static final int NOT_MODIFIED_BYTES = 500;

    /** Creates a first request that is never cancelled. */
    public Request(
            long content,
            long origin,
            long number,
            RequestSource source,
            int attempt,
            int layer,
            int key,
            Operation operation,
            int sizeBytes,
            long bornAt,
            LogicalRequest logical) {
        this(
                content,
                origin,
                number,
                source,
                (short) 0,
                attempt,
                (short) layer,
                key,
                operation,
                sizeBytes,
                bornAt,
                logical,
                CancellationToken.NONE,
                null);
    }

    /** Creates a read without a user request, which is never cancelled. */
    public static Request withoutUser(long identity, long number, long sentAt) {
        LogicalRequest logical = new LogicalRequest();
        return new Request(identity, identity, number, RequestSource.NONE, 0, 0, 0, Operation.READ, 0, sentAt, logical);
    }

    /**
     * Source of requests, which all requests of a class in a region share.
     *
     * @param number number of the request class, in name order
     * @param region number of the user's region, in name order; 0 without regions
     */
    public record RequestSource(int number, int region) {
        /** Source of calls without a user request. */
        public static final RequestSource NONE = new RequestSource(0, 0);
    }

    /** Operation of a request on its key. */
    public enum Operation {
        /** Read. */
        READ,
        /** Write. */
        WRITE
    }

    /** Returns the key of the draws that decide how the call goes: its times, its errors and its choice of a node. */
    public long identity() {
        return repetition == 0 ? content : KeyedRandom.child(content, REPETITION, 0, repetition);
    }

    @Override
    public int sizeBytes() {
        return sizeBytes < 0 ? NOT_MODIFIED_BYTES : sizeBytes;
    }

    /** Returns this call for an object that the caller has. The response only confirms that it is unmodified. */
    public Request unmodified() {
        return sizeBytes < 0 ? this : copyWith(-1 - sizeBytes, session);
    }

    /** Returns this call for the object itself, as a callee fetches or stores it. */
    public Request withFullObject() {
        return sizeBytes < 0 ? copyWith(-1 - sizeBytes, session) : this;
    }

    /** Returns the next attempt of this request in its current retry layer. */
    public Request nextAttempt(int nextAttempt) {
        long next = KeyedRandom.child(content, retryLayer, 0, nextAttempt);
        return copyWith(next, idempotencyKey, nextAttempt, retryLayer, key, operation, logical, token);
    }

    /**
     * Returns a repetition of this call that no retry policy makes: a redelivery, a redispatch, or the call to another
     * node after a failure. It and its child calls have the same content and idempotency keys, but identities of their
     * own.
     *
     * @param repeated number of the repetition, from 1; 0 returns this call
     */
    public Request repeated(int repeated) {
        return repeated == 0
                ? this
                : new Request(
                        content,
                        idempotencyKey,
                        number,
                        source,
                        (short) (repetition * SPREAD + repeated),
                        attempt,
                        retryLayer,
                        key,
                        operation,
                        sizeBytes,
                        intendedSendAt,
                        logical,
                        token,
                        session);
    }

    /** Returns a child call. {@code step} and {@code branch} distinguish it from its siblings. */
    public Request child(long step, int branch) {
        long childContent = KeyedRandom.child(content, step, branch, 0);
        return copyWith(
                childContent,
                originOf(childContent, step, branch),
                attempt,
                retryLayer,
                key,
                operation,
                logical,
                token);
    }

    /** Returns a background call triggered by this request, with its own random stream and idempotency key. */
    public Request asBackgroundCall(long step, LogicalRequest logicalRequest) {
        long childContent = KeyedRandom.child(content, step, 0, 0);
        return copyWith(
                childContent,
                originOf(childContent, step, 0),
                attempt,
                retryLayer,
                key,
                operation,
                logicalRequest,
                token);
    }

    /** Returns a child call that counts as a separate logical request. */
    public Request forLogicalRequest(long step, int branch, LogicalRequest logicalRequest) {
        long childContent = KeyedRandom.child(content, step, branch, 0);
        return copyWith(
                childContent,
                originOf(childContent, step, branch),
                attempt,
                retryLayer,
                key,
                operation,
                logicalRequest,
                token);
    }

    /** Returns the origin of a child call: its content until there is a second attempt. */
    private long originOf(long childContent, long step, int branch) {
        return idempotencyKey == content ? childContent : KeyedRandom.child(idempotencyKey, step, branch, 0);
    }

    /** Returns a part of this call with another payload and the same idempotency key. */
    public Request partOf(long part, LogicalRequest other) {
        return copyWith(
                KeyedRandom.child(content, part, 1, 0),
                idempotencyKey,
                attempt,
                retryLayer,
                key,
                operation,
                other,
                token);
    }

    /** Returns this call with another operation. */
    public Request withOperation(Operation other) {
        return other == operation
                ? this
                : copyWith(content, idempotencyKey, attempt, retryLayer, key, other, logical, token);
    }

    /** Returns this call with another key. */
    public Request withKey(int other) {
        return copyWith(content, idempotencyKey, attempt, retryLayer, other, operation, logical, token);
    }

    /** Returns this call with another idempotency key, which is the same in its next attempt. */
    public Request withIdempotencyKey(long step) {
        long newOrigin = KeyedRandom.child(idempotencyKey, step, 0, 0);
        return copyWith(content, newOrigin, attempt, retryLayer, key, operation, logical, token);
    }

    /** Returns this call behind one more retry layer. */
    public Request withRetryLayer() {
        return copyWith(content, idempotencyKey, attempt, retryLayer + 1, key, operation, logical, token);
    }

    /** Returns this call with another cancellation token. */
    public Request withCancellation(CancellationToken other) {
        return copyWith(content, idempotencyKey, attempt, retryLayer, key, operation, logical, other);
    }

    /** Returns this call as sent through a database connection. */
    public Request withSession(DatabaseSession other) {
        return copyWith(sizeBytes, other);
    }

    /** Returns a copy with another size and session. */
    private Request copyWith(int bytes, DatabaseSession itsSession) {
        return new Request(
                content,
                idempotencyKey,
                number,
                source,
                repetition,
                attempt,
                retryLayer,
                key,
                operation,
                bytes,
                intendedSendAt,
                logical,
                token,
                itsSession);
    }

    /**
     * Returns a copy with some changed components. The remaining ones are the same in all calls of a logical request.
     */
    private Request copyWith(
            long itsContent,
            long itsOrigin,
            int itsAttempt,
            int itsLayer,
            int itsKey,
            Operation itsOperation,
            LogicalRequest itsRequest,
            CancellationToken itsToken) {
        return new Request(
                itsContent,
                itsOrigin,
                number,
                source,
                repetition,
                itsAttempt,
                (short) itsLayer,
                itsKey,
                itsOperation,
                sizeBytes,
                intendedSendAt,
                itsRequest,
                itsToken,
                session);
    }
}
