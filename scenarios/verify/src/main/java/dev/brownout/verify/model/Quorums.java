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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference models of quorum replication: the probability that a read misses a write. */
final class Quorums implements ModelFamily {
    private static final double SETTLING_SECONDS = 20;

    @Override
    public String title() {
        return "Quorums";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(race(1, 1).read("quorum.stale.N3R1W1", Quorums::stale));
        models.add(race(1, 2).read("quorum.stale.N3R1W2", Quorums::stale));
        models.add(race(2, 1).read("quorum.stale.N3R2W1", Quorums::stale));
        models.add(race(2, 2)
                .read(
                        "quorum.stale.N3R2W2",
                        run -> Map.of("", PartialEstimate.Fact.of(run.measure("kv", "stale_reads"))))
                .runs(1));
        models.add(messages("1us").read("quorum.pbs.a", Quorums::consistent));
        models.add(messages("20ms").read("quorum.pbs.b", Quorums::consistent));
        models.add(ScenarioRun.of("quorum-cut")
                .rate(1000)
                .settling(SETTLING_SECONDS)
                .by("quorum.kstale.N3R1W1", setup -> size -> versions(setup, size)));
        return models;
    }

    /** Creates a run in which a read directly follows its write, before the write has reached the remaining copies. */
    private static ScenarioRun race(int read, int write) {
        return ScenarioRun.of("quorum-race")
                .with("read", read)
                .with("write", write)
                .rate(1000);
    }

    private static ScenarioRun messages(String after) {
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
        double all = run.requests("job").good();
        return Map.of("", new PartialEstimate.Quotient(all - run.measure("kv", "stale_reads"), all));
    }

    /** Returns the shares of reads within several version lags. The client observes the version of each response. */
    private static Map<String, PartialEstimate> versions(ScenarioRun setup, ReferenceModel.Size size) {
        Scenario scenario = setup.scenario(size);
        Behind behind = new Behind(scenario.warmupNanos());
        ScenarioRun.execute(ScenarioRun.with(scenario, "kv", behind::watching), size.run());
        Map<String, PartialEstimate> parts = new LinkedHashMap<>();
        for (int versions : new int[] {2, 3, 5, 10}) {
            parts.put("k" + versions, behind.within(versions));
        }
        return parts;
    }

    /** Records the acknowledged versions of each key and the number of versions by which each later read is behind. */
    private static final class Behind {
        private static final int MOST = 10;

        private final long fromNanos;
        private final Map<Integer, List<Long>> acknowledged = new LinkedHashMap<>();
        private final long[] counts = new long[MOST + 1];

        Behind(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        ComponentSpec watching(ComponentSpec spec) {
            return context -> around(context, spec.build(context));
        }

        private Component around(ComponentContext context, Component store) {
            return new Component() {
                @Override
                public Service connect(Host caller, CallTarget route) {
                    Service inner = store.connect(caller, route);
                    return (request, reply) -> inner.call(request, (outcome, version) -> {
                        if (context.simulation().now() >= fromNanos && outcome.good()) {
                            List<Long> known = acknowledged.computeIfAbsent(request.key(), key -> new ArrayList<>());
                            answered(known, request.operation(), version);
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

        private void answered(List<Long> known, Operation operation, long version) {
            if (operation == Operation.WRITE) {
                known.add(version);
            } else if (known.size() > MOST) {
                int missed = 0;
                while (missed < MOST && known.get(known.size() - 1 - missed) > version) {
                    missed++;
                }
                counts[missed]++;
            }
        }

        PartialEstimate within(int versions) {
            double all = 0;
            double near = 0;
            for (int missed = 0; missed <= MOST; missed++) {
                all += counts[missed];
                near += missed < versions ? counts[missed] : 0;
            }
            return new PartialEstimate.Quotient(near, all);
        }
    }
}
