package dev.brownout.importing.log;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.detail.RequestOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Individual requests of a log with their arrival time and response time.
 *
 * @param name human-readable name of the log
 * @param lines number of requests in the log
 * @param failed number of unsuccessful requests: a status of 500 or higher or 429, or no response
 *     ({@link RequestOutcome#UNANSWERED})
 * @param arrivedNanos arrival times of the successful requests with a response time, in ns since 1970
 * @param responseNanos response time of each of these requests, in ns
 * @param types index of each name of these requests in {@code names}
 * @param names names of the request classes
 * @param keyCounts number of requests per key, for each name; empty if its requests have no keys
 * @param resolutionNanos resolution of the times in ns
 * @param users users of a load generator
 */
public record TimedLog(
        String name,
        long lines,
        long failed,
        long[] arrivedNanos,
        long[] responseNanos,
        int[] types,
        List<String> names,
        List<long[]> keyCounts,
        long resolutionNanos,
        PeakUsers users) {
    private static final long SECOND = 1_000_000;
    private static final long MILLI = 1000;
    private static final long NANOS = 1000;
    private static final double MINIMUM = 0.95;

    /** Number of requests above which whole seconds in all times are not a coincidence. */
    private static final int FEW = 20;

    /** Copies the lists. */
    public TimedLog {
        names = List.copyOf(names);
        keyCounts = List.copyOf(keyCounts);
    }

    /**
     * Reads a log.
     *
     * @param requested the format given by the user, or empty to recognize it
     * @throws ImportException if the log cannot be read, too few of its lines are parsed, more than 5 % of the requests
     *     have no response time, or its times are too coarse to separate waiting time from service time
     */
    public static TimedLog read(ImportSource source, Optional<String> requested) throws ImportException {
        LogReader reading = new LogReader();
        AccessLog log = AccessLog.read(List.of(source), requested, reading);
        return reading.timed(source.name(), log);
    }

    /** Collector of the requests of a log while it is read. */
    private static final class LogReader implements AccessLog.Listener {
        private final List<UrlRoute> routes = new ArrayList<>();
        private final LongStream.Builder arrived = LongStream.builder();
        private final LongStream.Builder responseTimes = LongStream.builder();
        private long lines;
        private long failed;
        private long untimed;
        private boolean isInSeconds = true;
        private boolean isInMillis = true;
        private boolean beginsSeconds = true;
        private boolean beginsMillis = true;
        private boolean endsSeconds = true;
        private boolean endsMillis = true;

        @Override
        public void onRequest(AccessLogEntry access, UrlRoute route) {
            lines++;
            if (access.outcome() != RequestOutcome.SUCCESS || access.status() == RequestOutcome.TOO_MANY_REQUESTS) {
                failed++;
                return;
            }
            if (access.responseMicros() < 0) {
                untimed++;
                return;
            }
            long begins = access.arrivedMicros();
            long ends = begins + access.responseMicros();
            isInSeconds &= access.responseMicros() % SECOND == 0;
            isInMillis &= access.responseMicros() % MILLI == 0;
            beginsSeconds &= begins % SECOND == 0;
            beginsMillis &= begins % MILLI == 0;
            endsSeconds &= ends % SECOND == 0;
            endsMillis &= ends % MILLI == 0;
            routes.add(route);
            arrived.add(begins * NANOS);
            responseTimes.add(access.responseMicros() * NANOS);
        }

        TimedLog timed(String name, AccessLog log) throws ImportException {
            if (untimed > (1 - MINIMUM) * lines || routes.isEmpty()) {
                throw new ImportException(
                        "{}: {} of {} lines have no response time; configure the server to log it: "
                                + "$request_time in the log_format of nginx, %D in the LogFormat of Apache",
                        name, untimed, lines);
            }
            if (routes.size() > FEW && (isInSeconds || beginsSeconds || endsSeconds)) {
                throw new ImportException(
                        "{}: {} are in whole seconds, which is too coarse to separate waiting from work; "
                                + "configure the server for a finer resolution: $msec and $request_time in the "
                                + "log_format of nginx, %{usec}t and %D in the LogFormat of Apache",
                        name, isInSeconds ? "response times" : "arrival times");
            }
            List<LogRequestClass> classes = LogRequestClass.of(log.routes());
            Map<Integer, Integer> numbers = new TreeMap<>();
            for (int i = 0; i < classes.size(); i++) {
                for (UrlRoute route : classes.get(i).routes()) {
                    numbers.put(route.number(), i);
                }
            }
            boolean coarse = isInMillis || beginsMillis || endsMillis;
            return new TimedLog(
                    name,
                    lines,
                    failed,
                    arrived.build().toArray(),
                    responseTimes.build().toArray(),
                    routes.stream()
                            .mapToInt(route -> numbers.get(route.mergedRoute().number()))
                            .toArray(),
                    classes.stream().map(LogRequestClass::name).toList(),
                    classes.stream()
                            .map(one -> one.keys() == null
                                    ? new long[0]
                                    : one.keys().ranked())
                            .toList(),
                    (coarse ? MILLI : 1) * NANOS,
                    log.users());
        }
    }
}
