package dev.brownout.importing.calibrate;

import dev.brownout.language.ScenarioFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Response times of the successful requests of one run, by request type, as seen by the clients.
 *
 * @param nanos response times in ns, in the order of completion
 * @param bad number of unsuccessful requests
 */
record ResponseTimes(Map<String, long[]> nanos, long bad) {
    private static final long[] NONE = {};

    /**
     * Runs the first variant of a scenario under a load.
     *
     * @param number number of the repetition; each repetition has its own random streams
     */
    static ResponseTimes of(ScenarioFile file, ReplayLoad load, int number) {
        Map<String, List<Long>> times = new TreeMap<>();
        long[] bad = new long[1];
        load.run(file, number, (type, request, endedAt, outcome) -> {
            if (outcome.good()) {
                times.computeIfAbsent(type, name -> new ArrayList<>()).add(endedAt - request.intendedSendAt());
            } else {
                bad[0]++;
            }
        });
        Map<String, long[]> nanos = new TreeMap<>();
        times.forEach((type, list) ->
                nanos.put(type, list.stream().mapToLong(Long::longValue).toArray()));
        return new ResponseTimes(nanos, bad[0]);
    }

    /** Returns the response times of a type in ns; empty if none of its requests succeeded. */
    long[] of(String type) {
        return nanos.getOrDefault(type, NONE);
    }

    /** Returns the response times of all types in ns. */
    long[] all() {
        return nanos.values().stream().flatMapToLong(Arrays::stream).toArray();
    }

    /** Returns the number of successful requests. */
    long good() {
        return nanos.values().stream().mapToLong(times -> times.length).sum();
    }
}
