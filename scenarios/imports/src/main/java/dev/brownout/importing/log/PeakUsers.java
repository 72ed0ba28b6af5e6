package dev.brownout.importing.log;

import dev.brownout.importing.loadtest.LoopKind;

/**
 * Users of a load generator, and the period in which all of them were active.
 *
 * @param loop whether requests depend on responses
 * @param users largest number of users that the results state, or 0 if they state none
 * @param requests number of requests in the period with that number
 * @param fromMicros arrival time of the first request in that period, in microseconds since 1970
 * @param toMicros arrival time of the last request in that period
 * @param all number of all requests
 */
public record PeakUsers(LoopKind loop, int users, long requests, long fromMicros, long toMicros, long all) {
    /** Users of a log without any. */
    public static final PeakUsers NONE = new PeakUsers(LoopKind.EITHER, 0, 0, 0, 0, 0);

    /** Returns the users after a request with a number of active users. */
    PeakUsers with(int active, long atMicros) {
        if (active > users) {
            return new PeakUsers(loop, active, 1, atMicros, atMicros, all);
        }
        return active < users
                ? this
                : new PeakUsers(
                        loop, users, requests + 1, Math.min(fromMicros, atMicros), Math.max(toMicros, atMicros), all);
    }

    /** Returns the users of a load generator with this number of requests. */
    PeakUsers of(LoopKind kind, long requestsOfLog) {
        return new PeakUsers(kind, users, requests, fromMicros, toMicros, requestsOfLog);
    }

    /**
     * Returns whether the results state a closed loop: a load generator with waiting users, each of which sends a
     * request in the period with the largest number of users. k6 and Gatling also have open loads, in which a user
     * sends a few requests and leaves; there, at least half of the requests must be in that period.
     */
    public boolean isClosed() {
        return users > 0
                && requests >= Math.max(2, users)
                && (loop == LoopKind.CLOSED || loop == LoopKind.EITHER && 2 * requests >= all);
    }

    /** Returns the rate in requests per second in the period with the largest number of users. */
    double rate() {
        return requests < 2 ? 0 : (requests - 1) * 1e6 / Math.max(1, toMicros - fromMicros);
    }

    /**
     * Returns the mean think time in microseconds by the interactive response time law (Denning and Buzen 1978): users
     * = rate x (response time + think time).
     *
     * @param meanMicros mean response time in microseconds
     */
    double thinkMicros(double meanMicros) {
        return rate() == 0 ? 0 : Math.max(0, users / rate() * 1e6 - meanMicros);
    }
}
