package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Runs of a tier under the load of a part of a log, with given cores and service times. */
final class TierRuns {
    private final MeasuredLog log;
    private final CallSample measured;
    private final TierScenario scenario;
    private final ReplayLoad load;

    /**
     * Creates runs.
     *
     * @param measured part of the calls of the log that the runs repeat
     */
    TierRuns(MeasuredLog log, CallSample measured, TierScenario scenario) {
        this.log = log;
        this.measured = measured;
        this.scenario = scenario;
        this.load = ReplayLoad.of(log.restrictTo(measured), log.types());
    }

    /** Returns the calls that the runs repeat. */
    CallSample measuredCalls() {
        return measured;
    }

    /** Returns whether the load is a closed loop. */
    boolean isClosed() {
        return load.isClosed();
    }

    /**
     * Returns the scenario of the tier under the load.
     *
     * @param cores cores of each node
     * @param distributions service time of each request type, in the notation of the scenario language
     * @param files contents of further files of the distributions, by name
     */
    ScenarioFile file(int cores, Map<String, String> distributions, Map<String, String> files) {
        Map<String, String> all = new TreeMap<>(load.files());
        all.putAll(files);
        try {
            return new Loader(new ShippedLibrary())
                    .load(
                            "combined",
                            "combined",
                            scenario.text(cores, distributions),
                            ReferencedFiles.withoutFolder().withCache(all),
                            load.overrides(log.types()));
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException("the combined scenario is invalid: " + invalid.render(), invalid);
        }
    }

    /** Returns the successful calls of a run; empty if there are none. */
    Optional<CallSample> run(ScenarioFile file, int replication) {
        List<Long> arrived = new ArrayList<>();
        List<Long> elapsed = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        load.run(file, replication, (type, request, endedAt, outcome) -> {
            if (outcome.good()) {
                arrived.add(request.intendedSendAt());
                elapsed.add(endedAt - request.intendedSendAt());
                types.add(log.types().indexOf(type));
            }
        });
        return elapsed.isEmpty()
                ? Optional.empty()
                : Optional.of(CallSample.of(
                        arrived.stream().mapToLong(Long::longValue).toArray(),
                        elapsed.stream().mapToLong(Long::longValue).toArray(),
                        types.stream().mapToInt(Integer::intValue).toArray()));
    }
}
