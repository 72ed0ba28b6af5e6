package dev.brownout.importing.calibrate;

import dev.brownout.importing.fitting.LanguageNumbers;
import dev.brownout.importing.fitting.ShareRounding;
import dev.brownout.importing.loadtest.ClosedLoopLoad;
import dev.brownout.importing.loadtest.MeasuredSummary;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.binding.DeclaredNames;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.runtime.Run;
import dev.brownout.tracing.RequestLog;
import dev.brownout.tracing.TraceOptions;
import dev.brownout.tracing.TraceSelector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Load of a run that repeats a measured load: the recorded arrivals of an open load, the users of a closed loop, or the
 * rate of a summary.
 *
 * @param description description of the load, for the user
 * @param load load of the scenario; empty if each request type has a rate of its own
 * @param rates rate of each request type with recorded arrivals
 * @param shares share of each request type; empty to keep those of the scenario
 * @param files contents of the referenced files, by name
 * @param fromNanos start of the measurement in ns since the start of the run
 * @param toNanos end of the measurement
 * @param drainNanos time after the measurement in which requests of the measurement may end
 */
record ReplayLoad(
        String description,
        String load,
        Map<String, String> rates,
        Map<String, String> shares,
        Map<String, String> files,
        long fromNanos,
        long toNanos,
        long drainNanos) {
    private static final long SECOND = 1_000_000_000L;
    private static final int DIGITS = 6;

    /** Length of the run before the measurement of a closed loop, in mean cycles of a user. */
    private static final double WARM_CYCLES = 10;

    /** Copies the maps. */
    ReplayLoad {
        rates = new TreeMap<>(rates);
        shares = new TreeMap<>(shares);
        files = new TreeMap<>(files);
    }

    /**
     * Returns the load of a log.
     *
     * @param names name in the scenario of each request type of the log
     */
    static ReplayLoad of(MeasuredLog log, List<String> names) {
        return log.loop().isPresent() ? closedLoop(log, names) : open(log, names);
    }

    private static ReplayLoad open(MeasuredLog log, List<String> names) {
        CallSample calls = log.calls();
        long first = calls.arrivedNanos()[0];
        Map<String, StringBuilder> arrivals = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i++) {
            arrivals.computeIfAbsent(names.get(calls.types()[i]), name -> new StringBuilder())
                    .append(calls.arrivedNanos()[i] - first)
                    .append("ns\n");
        }
        Map<String, String> rates = new TreeMap<>();
        Map<String, String> files = new TreeMap<>();
        arrivals.forEach((name, times) -> {
            files.put("arrivals-" + name + ".csv", times.toString());
            rates.put(name, "trace(arrivals-" + name + ".csv)");
        });
        return new ReplayLoad(
                "run with its arrivals",
                "",
                rates,
                Map.of(),
                files,
                0,
                calls.arrivedNanos()[calls.size() - 1] - first,
                2 * calls.maxResponseNanos() + SECOND);
    }

    private static ReplayLoad closedLoop(MeasuredLog log, List<String> names) {
        UserLoop loop = log.loop().orElseThrow();
        CallSample steady = log.steadyCalls();
        Map<String, Double> counts = new LinkedHashMap<>();
        for (int type : steady.types()) {
            counts.merge(names.get(type), 1.0, Double::sum);
        }
        List<Long> millionths = ShareRounding.millionths(new ArrayList<>(counts.values()));
        Map<String, String> shares = new TreeMap<>();
        int next = 0;
        for (String name : counts.keySet()) {
            shares.put(name, ShareRounding.percent(millionths.get(next++)));
        }
        return closedLoop(
                loop.users() + " users (" + loop.origin() + ")",
                log.closedLoad(),
                counts.size() > 1 ? shares : Map.of(),
                loop.toNanos() - loop.fromNanos(),
                loop.users() / Math.max(1e-9, (double) steady.size() / (loop.toNanos() - loop.fromNanos())));
    }

    /** Returns the load of a summary. */
    static ReplayLoad of(MeasuredSummary summary) {
        long span = Math.max(SECOND, Math.round(summary.seconds() * SECOND));
        if (summary.users() == 0) {
            String rate = LanguageNumbers.format(summary.rate(), DIGITS) + "/s";
            return new ReplayLoad(
                    "run with its rate of " + rate,
                    "constant(" + rate + ")",
                    Map.of(),
                    Map.of(),
                    Map.of(),
                    0,
                    span,
                    Math.round(20 * summary.meanNanos()) + SECOND);
        }
        double think = Math.max(0, summary.users() / summary.rate() * SECOND - summary.meanNanos());
        return closedLoop(
                summary.users() + " users (" + summary.origin() + ")",
                new ClosedLoopLoad(summary.users(), summary.thinks() ? think : 0, summary.meanNanos()),
                Map.of(),
                span,
                summary.users() / summary.rate() * SECOND);
    }

    private static ReplayLoad closedLoop(
            String users, ClosedLoopLoad load, Map<String, String> shares, long spanNanos, double cycleNanos) {
        long warm = Math.min(spanNanos, Math.round(WARM_CYCLES * cycleNanos));
        String think = load.hasThinkTime() ? "a mean think time of " + load.thinkTime() : "no think time";
        return new ReplayLoad(
                "run with " + users + " and " + think,
                load.text(),
                Map.of(),
                shares,
                Map.of(),
                warm,
                warm + spanNanos,
                0);
    }

    /** Returns whether the requests depend on the responses. */
    boolean isClosed() {
        return load.startsWith("users(");
    }

    /** Returns the length of the measurement in ns. */
    double measuredNanos() {
        return Math.max(1, toNanos - fromNanos);
    }

    /** Returns the length of the run in whole seconds. */
    long seconds() {
        return Math.max(1, (toNanos + drainNanos + SECOND - 1) / SECOND);
    }

    /** Returns whether the load has requests of a type. */
    boolean has(String request) {
        return (rates.isEmpty() || rates.containsKey(request)) && (shares.isEmpty() || shares.containsKey(request));
    }

    /** Returns the settings of a scenario with these request types under this load. */
    Overrides overrides(List<String> requests) {
        Overrides overrides = Overrides.NONE
                .with("run.duration", seconds() + "s")
                .with("run.warmup", "0s")
                .with("load", load.isEmpty() ? "null" : load);
        for (String request : requests) {
            SettingPath path = new SettingPath(DeclaredNames.REQUESTS, request);
            if (load.isEmpty()) {
                overrides = overrides
                        .with(path.child("share"), "null")
                        .with(path.child("rate"), rates.getOrDefault(request, "0/s"));
            } else if (!shares.isEmpty()) {
                overrides = overrides.with(path.child("share"), shares.getOrDefault(request, "0%"));
            }
        }
        return overrides;
    }

    /**
     * Runs the first variant of a scenario under this load.
     *
     * @param replication number of the repetition; each repetition has its own random streams
     * @param measured receives the requests that arrive during the measurement
     */
    void run(ScenarioFile file, int replication, RequestLog measured) {
        TraceOptions following = new TraceOptions(false, TraceSelector.NONE)
                .logging((type, request, endedAt, outcome) -> {
                    if (request.intendedSendAt() >= fromNanos && request.intendedSendAt() <= toNanos) {
                        measured.record(type, request, endedAt, outcome);
                    }
                });
        ScenarioFile.Variant first = file.variants().get(0);
        Run.Setup setup = file.setup(first).withReplication(replication).following(following);
        Run.execute(first.scenario(), setup, (share, events, inFlight) -> true);
    }
}
