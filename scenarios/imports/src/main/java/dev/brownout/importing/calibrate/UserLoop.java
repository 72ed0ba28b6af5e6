package dev.brownout.importing.calibrate;

import dev.brownout.importing.loadtest.ClosedLoopLoad;
import dev.brownout.importing.loadtest.LoopKind;
import dev.brownout.importing.log.PeakUsers;
import dev.brownout.importing.log.TimedLog;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Closed loop of a load test: users that wait for the response before they think and send the next request.
 *
 * @param users number of users
 * @param origin origin of the number of users, for the user
 * @param thinkNanos mean think time in ns
 * @param fromNanos arrival time of the first request with all users active, in ns
 * @param toNanos arrival time of the last request with all users active, in ns
 */
public record UserLoop(int users, String origin, double thinkNanos, long fromNanos, long toNanos) {
    private static final long NANOS = 1000;

    /**
     * Returns the closed loop of a log.
     *
     * @param users number of users from outside of the log; 0 for an open load
     * @param closed whether a log without a number of users is that of a closed loop; the number of users is then the
     *     largest number of concurrent requests
     * @return empty if the load is open
     */
    public static Optional<UserLoop> of(TimedLog log, OptionalInt users, boolean closed) {
        PeakUsers stated = log.users();
        if (users.isPresent()) {
            boolean known = stated.users() == users.getAsInt();
            return users.getAsInt() == 0
                    ? Optional.empty()
                    : Optional.of(of(log, users.getAsInt(), "as given by --users", known ? stated : null));
        }
        if (stated.loop() == LoopKind.OPEN) {
            return Optional.empty();
        }
        if (stated.isClosed()) {
            return Optional.of(of(log, stated.users(), "as the results state", stated));
        }
        return closed || stated.loop() == LoopKind.CLOSED
                ? Optional.of(of(log, concurrent(log), "the largest number of concurrent requests", null))
                : Optional.empty();
    }

    private static int concurrent(TimedLog log) {
        CallSample calls = CallSample.of(log.arrivedNanos(), log.responseNanos(), log.types());
        // A rounded response may end after the rounded start of the next request of the same user.
        long rounding = Math.min(log.resolutionNanos(), calls.minResponseNanos());
        return new QueueReplay(calls, 1, rounding).maxConcurrent();
    }

    /**
     * Derives the think time by the interactive response time law (Denning and Buzen 1978): users divided by
     * throughput, less the mean response time.
     */
    private static UserLoop of(TimedLog log, int users, String origin, PeakUsers period) {
        long from = period == null ? Long.MIN_VALUE : period.fromMicros() * NANOS;
        long to = period == null ? Long.MAX_VALUE : period.toMicros() * NANOS;
        long first = Long.MAX_VALUE;
        long last = Long.MIN_VALUE;
        long requests = 0;
        double sum = 0;
        for (int i = 0; i < log.arrivedNanos().length; i++) {
            long instant = log.arrivedNanos()[i];
            if (instant >= from && instant <= to) {
                first = Math.min(first, instant);
                last = Math.max(last, instant);
                requests++;
                sum += log.responseNanos()[i];
            }
        }
        double succeeded = (double) log.arrivedNanos().length / Math.max(1, log.lines());
        double cycle = users * (double) (last - first) / Math.max(1, requests - 1) * succeeded;
        return new UserLoop(users, origin, Math.max(0, cycle - sum / Math.max(1, requests)), first, last);
    }

    /** Returns this loop for a part of the calls. */
    UserLoop restrictTo(CallSample part) {
        return new UserLoop(users, origin, thinkNanos, part.arrivedNanos()[0], part.arrivedNanos()[part.size() - 1]);
    }

    /**
     * Returns the load.
     *
     * @param meanNanos mean response time in ns
     */
    ClosedLoopLoad load(double meanNanos) {
        return new ClosedLoopLoad(users, thinkNanos, meanNanos);
    }
}
