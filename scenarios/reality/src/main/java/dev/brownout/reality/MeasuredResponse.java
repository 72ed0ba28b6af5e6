package dev.brownout.reality;

/**
 * What became of a request. All times are nanoseconds from the start of the load.
 *
 * @param meantAt when it was to be sent
 * @param sentAt when it was sent
 * @param endedAt when its answer was there, or its sender gave up
 * @param status of HTTP; 0 where no answer came
 * @param look what the service found in its cache, as far as the answer says
 */
record MeasuredResponse(long meantAt, long sentAt, long endedAt, int status, Look look) {

    /** What became of a look-up in the cache. */
    enum Look {
        /** It found the value. */
        HIT,
        /** There is no such entry. */
        MISS,
        /** No answer came, or nobody looked. */
        NONE
    }

    /** Whether it was answered well. */
    boolean good() {
        return status == 200;
    }

    /** Its response time: from when it was meant to be sent, so that a sender that is late hides nothing. */
    long nanos() {
        return endedAt - meantAt;
    }
}
