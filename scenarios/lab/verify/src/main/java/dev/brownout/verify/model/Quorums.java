package dev.brownout.verify.model;

import dev.brownout.host.Host;
import dev.brownout.scenario.Scenario;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference models of quorum replication: the probability that a read misses a write. */
final class Quorums implements ModelFamily {
    private static final double WARMUP_SECONDS = 20;

    @Override
    public String title() {
        return "Quorums";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(readAfterWrite(1, 1).read("quorum.stale.N3R1W1", Quorums::stale));
        models.add(readAfterWrite(1, 2).read("quorum.stale.N3R1W2", Quorums::stale));
        models.add(readAfterWrite(2, 1).read("quorum.stale.N3R2W1", Quorums::stale));
        models.add(readAfterWrite(2, 2)
                .read(
                        "quorum.stale.N3R2W2",
                        run -> Map.of("", PartialEstimate.Fact.content(run.measure("kv", "stale_reads"))))
                .runs(1));
        models.add(delayedMessages("1us").read("quorum.pbs.a", Quorums::consistent));
        models.add(delayedMessages("20ms").read("quorum.pbs.b", Quorums::consistent));
        models.add(ScenarioRun.of("quorum-cut")
                .rate(1000)
                .minWarmup(WARMUP_SECONDS)
                .withTrial("quorum.kstale.N3R1W1", setup -> size -> versionLags(setup, size)));
        return models;
    }

    /** Creates a run in which a read directly follows its write, before the write has reached the remaining copies. */
    private static ScenarioRun readAfterWrite(int read, int write) {
        return ScenarioRun.of("quorum-race")
                .with("read", read)
                .with("write", write)
                .rate(1000);
    }

    private static ScenarioRun delayedMessages(String after) {
        return ScenarioRun.of("quorum-race")
                .with("spread", "exp(20ms)")
                .with("others", "exp(2ms)")
                .with("after", after)
                .rate(1000);
    }

    private static Map<String, PartialEstimate> stale(ReplicationResult run) {
        return Map.of(
                "",
                new PartialEstimate.Quotient(
                        run.measure("kv", "stale_reads"), run.requests("job").good()));
    }

    private static Map<String, PartialEstimate> consistent(ReplicationResult run) {
        double reads = run.requests("job").good();
        return Map.of("", new PartialEstimate.Quotient(reads - run.measure("kv", "stale_reads"), reads));
    }

    /** Returns the shares of reads within several version lags. The client observes the version of each response. */
    private static Map<String, PartialEstimate> versionLags(ScenarioRun setup, ReferenceModel.Size size) {
        Scenario scenario = setup.scenario(size);
        VersionLagRecorder stalenessRecorder = new VersionLagRecorder(scenario.warmupNanos());
        ScenarioRun.execute(ScenarioRun.with(scenario, "kv", stalenessRecorder::observe), size.run());
        Map<String, PartialEstimate> estimates = new LinkedHashMap<>();
        for (int lag : new int[] {2, 3, 5, 10}) {
            estimates.put("k" + lag, stalenessRecorder.shareWithin(lag));
        }
        return estimates;
    }

    /** Records the acknowledged versions of each key and the number of versions by which each later read is behind. */
    private static final class VersionLagRecorder {
        private static final int MAX_LAG = 10;

        private final long fromNanos;
        private final Map<Integer, List<Long>> acknowledgedVersions = new LinkedHashMap<>();
        private final long[] countsByLag = new long[MAX_LAG + 1];

        VersionLagRecorder(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        ComponentSpec observe(ComponentSpec spec) {
            return context -> wrap(context, spec.build(context));
        }

        private Component wrap(ComponentContext context, Component store) {
            return new Component() {
                @Override
                public Service connect(Host caller, CallTarget route) {
                    Service service = store.connect(caller, route);
                    return (request, reply) -> service.call(request, (outcome, version) -> {
                        if (context.simulation().now() >= fromNanos && outcome.good()) {
                            List<Long> versions =
                                    acknowledgedVersions.computeIfAbsent(request.key(), key -> new ArrayList<>());
                            recordResponse(versions, request.operation(), version);
                        }
                        reply.accept(outcome, version);
                    });
                }

                @Override
                public List<Host> hosts() {
                    return store.hosts();
                }

                @Override
                public void start() {
                    store.start();
                }
            };
        }

        private void recordResponse(List<Long> versions, Operation operation, long version) {
            if (operation == Operation.WRITE) {
                versions.add(version);
            } else if (versions.size() > MAX_LAG) {
                int lag = 0;
                while (lag < MAX_LAG && versions.get(versions.size() - 1 - lag) > version) {
                    lag++;
                }
                countsByLag[lag]++;
            }
        }

        PartialEstimate shareWithin(int maxLag) {
            double all = 0;
            double countWithin = 0;
            for (int lag = 0; lag <= MAX_LAG; lag++) {
                all += countsByLag[lag];
                countWithin += lag < maxLag ? countsByLag[lag] : 0;
            }
            return new PartialEstimate.Quotient(countWithin, all);
        }
    }
}
