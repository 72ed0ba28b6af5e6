package dev.brownout.importing.calibrate;

import dev.brownout.language.ScenarioFile;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long the good answers of one run took, for each type of requests, as their users see it.
 *
 * @param nanos in the order in which requests ended
 * @param bad how many requests got no good answer
 */
record ResponseTimes(Map<String, long[]> nanos, long bad) {
    private static final long[] NONE = {};

    /**
     * Runs the first variant of a scenario.
     *
     * @param number of the repetition, each of which has draws of its own
     */
    static ResponseTimes of(ScenarioFile file, int number) {
        Map<String, List<Long>> times = new TreeMap<>();
        long[] bad = new long[1];
        TraceOptions following = new TraceOptions(false, TraceSelector.NONE)
                .logging((type, request, endedAt, outcome) -> {
                    if (outcome.good()) {
                        times.computeIfAbsent(type, name -> new ArrayList<>()).add(endedAt - request.bornAt());
                    } else {
                        bad[0]++;
                    }
                });
        ScenarioFile.Variant first = file.variants().get(0);
        Run.Setup setup = file.setup(first).repeated(number).following(following);
        Run.execute(first.scenario(), setup, (share, events, inFlight) -> true);
        Map<String, long[]> nanos = new TreeMap<>();
        times.forEach((type, list) ->
                nanos.put(type, list.stream().mapToLong(Long::longValue).toArray()));
        return new ResponseTimes(nanos, bad[0]);
    }

    /** Those of a type; none where none was answered well. */
    long[] of(String type) {
        return nanos.getOrDefault(type, NONE);
    }

    /** How many were answered well. */
    long good() {
        return nanos.values().stream().mapToLong(times -> times.length).sum();
    }
}
