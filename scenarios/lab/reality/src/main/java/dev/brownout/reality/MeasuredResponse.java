package dev.brownout.reality;

/**
 * Outcome of a request. All times are in ns from the start of the load.
 *
 * @param intendedStart planned send time
 * @param sentAt actual send time
 * @param endedAt time of the response or of the timeout
 * @param status HTTP status; 0 if there was no response
 * @param lookup result of the cache lookup, if the response contains it
 */
record MeasuredResponse(long intendedStart, long sentAt, long endedAt, int status, Look lookup) {

    /** Result of a cache lookup. */
    enum Look {
        /** The cache has the value. */
        HIT,
        /** The cache does not have the value. */
        MISS,
        /** The cache did not respond, or there was no lookup. */
        NONE
    }

    /** Returns whether the request succeeded. */
    boolean good() {
        return status == 200;
    }

    /** Returns the response time in ns from the planned send time, so that a late sender does not hide delays. */
    long nanos() {
        return endedAt - intendedStart;
    }
}
