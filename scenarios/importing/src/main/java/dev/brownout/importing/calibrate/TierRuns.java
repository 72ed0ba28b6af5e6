package dev.brownout.importing.calibrate;

import dev.brownout.importing.calibrate.TierEstimate.TierScenario;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.ReferencedFiles;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
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
    private final List<String> overrides = new ArrayList<>();

    /**
     * Creates runs.
     *
     * @param measured part of the calls of the log that the runs repeat
     */
    TierRuns(MeasuredLog log, CallSample measured, TierScenario scenario) {
        this.log = log;
        this.measured = measured;
        this.scenario = scenario;
        this.load = ReplayLoad.of(
                new MeasuredLog(
                        log.name(),
                        log.lines(),
                        log.failed(),
                        measured,
                        log.types(),
                        log.keyCounts(),
                        log.resolutionNanos(),
                        log.loop().map(loop -> loop.during(measured))),
                log.types());
        overrides.add("run.warmup=0s");
        overrides.add("run.duration=" + load.seconds() + "s");
        overrides.add("load=" + (load.isClosed() ? load.load() : "null"));
        for (String name : log.types()) {
            if (!load.isClosed()) {
                overrides.add("requests." + name + ".share=null");
                overrides.add("requests." + name + ".rate=" + load.rates().getOrDefault(name, "0/s"));
            } else if (!load.shares().isEmpty()) {
                overrides.add("requests." + name + ".share=" + load.shares().getOrDefault(name, "0%"));
            }
        }
    }

    /** Returns the calls that the runs repeat. */
    CallSample measured() {
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
                            ReferencedFiles.none().knowing(all),
                            new Overrides(List.of(), overrides));
        } catch (InvalidScenarioException invalid) {
            throw new IllegalStateException("the combined scenario is invalid: " + invalid.render(), invalid);
        }
    }

    /** Returns the successful calls of a run; empty if there are none. */
    Optional<CallSample> run(ScenarioFile file, int replication) {
        List<Long> arrived = new ArrayList<>();
        List<Long> took = new ArrayList<>();
        List<Integer> types = new ArrayList<>();
        TraceOptions following = new TraceOptions(false, TraceSelector.NONE)
                .logging((type, request, endedAt, outcome) -> {
                    if (outcome.good() && load.measures(request.intendedSendAt())) {
                        arrived.add(request.intendedSendAt());
                        took.add(endedAt - request.intendedSendAt());
                        types.add(log.types().indexOf(type));
                    }
                });
        ScenarioFile.Variant first = file.variants().get(0);
        Run.Setup setup = file.setup(first).withReplication(replication).following(following);
        Run.execute(first.scenario(), setup, (share, events, inFlight) -> true);
        return took.isEmpty()
                ? Optional.empty()
                : Optional.of(CallSample.of(
                        arrived.stream().mapToLong(Long::longValue).toArray(),
                        took.stream().mapToLong(Long::longValue).toArray(),
                        types.stream().mapToInt(Integer::intValue).toArray()));
    }
}
