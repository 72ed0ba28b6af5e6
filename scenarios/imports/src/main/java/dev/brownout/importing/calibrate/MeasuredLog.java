package dev.brownout.importing.calibrate;

import dev.brownout.importing.loadtest.ClosedLoopLoad;
import dev.brownout.importing.log.TimedLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Measurements of one log.
 *
 * @param name human-readable name
 * @param lines number of requests in the log
 * @param failed number of unsuccessful requests; nothing else is kept of these
 * @param calls successful calls
 * @param types names of the request types, by the type numbers of the calls; equal for all logs of one calibration
 * @param keyCounts number of requests per key, for each type; empty if its requests have no keys
 * @param resolutionNanos resolution of the times in ns
 * @param loop closed loop of the load; empty if the arrivals do not depend on the responses
 */
public record MeasuredLog(
        String name,
        long lines,
        long failed,
        CallSample calls,
        List<String> types,
        List<long[]> keyCounts,
        long resolutionNanos,
        Optional<UserLoop> loop) {
    /** Suffix of a request type with the name of a component of the scenario. */
    public static final String SUFFIX = "-request";

    /** Copies the lists. */
    public MeasuredLog {
        types = List.copyOf(types);
        keyCounts = List.copyOf(keyCounts);
    }

    /**
     * Combines logs that were read individually, with one common list of types.
     *
     * @param loops closed loop of each log; empty for an open load
     * @throws IllegalArgumentException if a log has no successful call
     */
    public static List<MeasuredLog> of(List<TimedLog> logs, List<Optional<UserLoop>> loops) {
        List<String> types =
                logs.stream().flatMap(log -> log.names().stream()).distinct().toList();
        List<MeasuredLog> measured = new ArrayList<>();
        for (int i = 0; i < logs.size(); i++) {
            TimedLog log = logs.get(i);
            List<long[]> counts = types.stream()
                    .map(type -> log.names().indexOf(type))
                    .map(number -> number < 0 ? new long[0] : log.keyCounts().get(number))
                    .toList();
            int[] typeNumbers = log.names().stream().mapToInt(types::indexOf).toArray();
            int[] numbers = Arrays.stream(log.types())
                    .map(number -> typeNumbers[number])
                    .toArray();
            measured.add(new MeasuredLog(
                    log.name(),
                    log.lines(),
                    log.failed(),
                    CallSample.of(log.arrivedNanos(), log.responseNanos(), numbers),
                    types,
                    counts,
                    log.resolutionNanos(),
                    loops.get(i)));
        }
        return measured;
    }

    /** Returns the calls with all users of a closed loop active; all calls of an open load. */
    CallSample steadyCalls() {
        if (loop.isEmpty()) {
            return calls;
        }
        int[] steady = IntStream.range(0, calls.size())
                .filter(i -> calls.arrivedNanos()[i] >= loop.get().fromNanos()
                        && calls.arrivedNanos()[i] <= loop.get().toNanos())
                .toArray();
        return steady.length == 0 ? calls.part(0, 0) : calls.part(steady[0], steady[steady.length - 1] + 1);
    }

    /** Returns the load of a closed loop. */
    ClosedLoopLoad closedLoad() {
        double mean = Arrays.stream(steadyCalls().responseNanos()).average().orElseThrow();
        return loop.orElseThrow().load(mean);
    }

    /** Returns this log with a part of its calls. */
    MeasuredLog restrictTo(CallSample part) {
        return new MeasuredLog(
                name,
                lines,
                failed,
                part,
                types,
                keyCounts,
                resolutionNanos,
                loop.map(users -> users.restrictTo(part)));
    }

    /** Returns this log with other names of the request types. */
    public MeasuredLog renamed(UnaryOperator<String> names) {
        List<String> renamed = types.stream().map(names).toList();
        return new MeasuredLog(name, lines, failed, calls, renamed, keyCounts, resolutionNanos, loop);
    }

    /**
     * Returns the response times of the successful requests with a name, in ns, in the order of arrival. Of a closed
     * loop these are the requests with all users active.
     *
     * @param names name of each type of the log, as given by the caller
     * @param name the name to select
     */
    long[] timesOf(List<String> names, String name) {
        CallSample steady = steadyCalls();
        return IntStream.range(0, steady.size())
                .filter(i -> names.get(steady.types()[i]).equals(name))
                .mapToLong(i -> steady.responseNanos()[i])
                .toArray();
    }
}
