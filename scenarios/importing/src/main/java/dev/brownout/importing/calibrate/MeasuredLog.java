package dev.brownout.importing.calibrate;

import dev.brownout.importing.log.TimedLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What was measured of the requests of one log.
 *
 * @param name what people call it
 * @param lines how many requests it tells of
 * @param failed how many of them were not answered well; of these nothing else is kept
 * @param calls those that were answered well
 * @param types what requests are called, by the numbers that calls have; the same in all logs that are told together
 * @param keyCounts how often each key was asked for, for each type; none where its requests have no keys
 * @param resolutionNanos to how many nanoseconds times were rounded
 */
public record MeasuredLog(
        String name,
        long lines,
        long failed,
        CallSample calls,
        List<String> types,
        List<long[]> keyCounts,
        long resolutionNanos) {
    /** Takes the lists as they are now. */
    public MeasuredLog {
        types = List.copyOf(types);
        keyCounts = List.copyOf(keyCounts);
    }

    /**
     * Logs that were read one by one, with one list of types.
     *
     * @throws IllegalArgumentException if in one of them nothing was answered well
     */
    public static List<MeasuredLog> of(List<TimedLog> logs) {
        List<String> types =
                logs.stream().flatMap(log -> log.names().stream()).distinct().toList();
        List<MeasuredLog> measured = new ArrayList<>();
        for (TimedLog log : logs) {
            List<long[]> counts = types.stream()
                    .map(type -> log.names().indexOf(type))
                    .map(number -> number < 0 ? new long[0] : log.keyCounts().get(number))
                    .toList();
            int[] own = log.names().stream().mapToInt(types::indexOf).toArray();
            int[] numbers =
                    Arrays.stream(log.types()).map(number -> own[number]).toArray();
            measured.add(new MeasuredLog(
                    log.name(),
                    log.lines(),
                    log.failed(),
                    CallSample.of(log.arrivedNanos(), log.tookNanos(), numbers),
                    types,
                    counts,
                    log.resolutionNanos()));
        }
        return measured;
    }

    /**
     * How long the good answers to some of its requests took, in nanoseconds, in the order of their arrival.
     *
     * @param names what each type of the log is called by who asks
     * @param name of those that are wanted
     */
    long[] timesOf(List<String> names, String name) {
        return IntStream.range(0, calls.size())
                .filter(i -> names.get(calls.types()[i]).equals(name))
                .mapToLong(i -> calls.tookNanos()[i])
                .toArray();
    }
}
