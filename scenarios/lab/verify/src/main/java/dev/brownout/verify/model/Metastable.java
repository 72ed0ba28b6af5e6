package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reference models of metastable failures: overload that persists after its cause. */
final class Metastable implements ModelFamily {
    private static final int RUNS = 4;

    @Override
    public String title() {
        return "Metastable states";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(outage("meta.hotos280", 280, "3.3333333ms", 2, "unlimited").megabytes(300));
        models.add(outage("meta.hotos140", 140, "3.3333333ms", 2, "unlimited"));
        models.add(outage("meta.stable", 200, "1ms", 4, "unlimited"));
        models.add(outage("meta.meta", 700, "1ms", 4, "unlimited").megabytes(600));
        models.add(outage("meta.noretry", 700, "1ms", 1, "unlimited"));
        models.add(outage("meta.short", 700, "1ms", 4, "300"));
        models.add(drain());
        models.add(lastTimeout());
        models.add(cached("meta.cache.hotos.dbload_warm", "900", "none"));
        models.add(cached("meta.cache.hotos.dbload_cold", "1", "1ms"));
        return models;
    }

    private static ScenarioRun overloadScenario(double load, String service, int attempts, String queue) {
        return ScenarioRun.of("outage")
                .with("load", load + "/s")
                .with("service", service)
                .with("attempts", attempts)
                .with("queue", queue);
    }

    /**
     * Creates a model that checks recovery from an outage. It measures five minutes, from five minutes after the outage
     * on: the system has either recovered or stays overloaded.
     */
    private static ReferenceModel outage(String id, double load, String service, int attempts, String queue) {
        ScenarioRun outage = overloadScenario(load, service, attempts, queue);
        return outage.read(
                        id,
                        run -> Map.of(
                                "recovers",
                                        PartialEstimate.Fact.content(
                                                run.throughput("call").value() > load / 2),
                                "offered", ratePerSecond(run.requests("call", 0).attempts()),
                                "goodput", ratePerSecond(run.requests("call", 0).good())))
                .runs(RUNS);
    }

    /**
     * Returns a count per second in the assertion window of 280 s. All attempts of its requests are complete at the end
     * of the run.
     */
    private static PartialEstimate ratePerSecond(double count) {
        return new PartialEstimate.Quotient(count, 280);
    }

    /** Creates a model of the time from the end of the outage until the queue is short again. */
    private static ReferenceModel drain() {
        return overloadScenario(700, "1ms", 1, "unlimited")
                .with("duration", "90s")
                .with("warmup", "0s")
                .with("looked_at", "call.attempts >= 0 from 0s to 90s")
                .withTrial("meta.noretry.drain", setup -> size -> Map.of("", queueShortNanos(setup.run(size))))
                .withFixedLength();
    }

    /**
     * Returns the start of the first interval with at most 10 waiting requests, in nanoseconds after the outage. The
     * outage ends at 60 s.
     */
    private static PartialEstimate queueShortNanos(ReplicationResult run) {
        double[] queue = run.column("box.queue");
        double stepSeconds = run.result().series().stepNanos() / 1e9;
        int step = (int) (60 / stepSeconds);
        while (queue[step] > 10) {
            step++;
        }
        return new PartialEstimate.Quotient((step * stepSeconds - 60) * 1e9, 1);
    }

    /**
     * Creates a model of the last arrival that times out. All arrivals from the start of the outage until then time
     * out, so their number gives the time.
     */
    private static ReferenceModel lastTimeout() {
        return overloadScenario(700, "1ms", 1, "unlimited")
                .with("warmup", "0s")
                .read(
                        "meta.noretry.last_late",
                        run -> Map.of(
                                "",
                                new PartialEstimate.Quotient(
                                        run.requests("call").failed() / 700.0 * 1e9, 1)));
    }

    /**
     * Creates a model of the database load behind a cache. A cache that is empty and keeps nothing represents no cache.
     */
    private static ReferenceModel cached(String id, String entries, String ttl) {
        return ScenarioRun.of("look-aside")
                .with("entries", entries)
                .with("ttl", ttl)
                .rate(3000)
                .read(id, run -> Map.of("", run.perSecond(run.measure("db", "offered"))))
                .requests(8_000_000);
    }

    @Override
    public Map<String, String> reasonsWithoutModel() {
        Map<String, String> missing = new LinkedHashMap<>();
        for (String system : List.of("hotos280", "hotos140", "meta", "noretry", "short", "stable")) {
            missing.put(
                    "meta." + system + ".hidden_capacity",
                    "the estimate predicts no recovery; a run shows it for one load (`meta." + system + ".recovers`)");
        }
        return missing;
    }
}
