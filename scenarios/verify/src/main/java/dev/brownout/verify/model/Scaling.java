package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Reference models of autoscaling: tiers that choose their number of machines, and machines that scale to zero when
 * idle.
 */
final class Scaling implements ModelFamily {
    private static final double BOOT_SECONDS = 90.1;

    @Override
    public String title() {
        return "Autoscaling";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(decision("scale.hpa.a", 4, 200, 100));
        models.add(decision("scale.hpa.b", 4, 50, 100));
        models.add(decision("scale.hpa.c", 10, 108, 100));
        models.add(decision("scale.hpa.d", 3, 91, 60));
        ScenarioRun some = steady(730, "10ms", "60%");
        ScenarioRun many = steady(1000, "20ms", "50%");
        models.add(once(some, "scale.steady.a", run -> run.measure("web", "desired")));
        models.add(once(some, "scale.util.a", run -> run.measure("web", "utilization")));
        models.add(once(many, "scale.steady.b", run -> run.measure("web", "desired")));
        models.add(once(many, "scale.util.b", run -> run.measure("web", "utilization")));
        models.add(once(surge(), "scale.backlog.a", run -> run.measure("web", "queue.max")));
        models.add(once(surge(), "scale.recover.a", run -> (emptyAt(run) - BOOT_SECONDS) * 1e9));
        models.add(ScenarioRun.of("idle-machine")
                .rate(0.01)
                .read("cold.share.a", run -> Map.of("", run.share(run.measure("web", "calls_held"), "page")))
                .quick(200_000));
        return models;
    }

    private static ReferenceModel once(ScenarioRun setup, String id, ToDoubleFunction<ReplicationResult> reading) {
        return setup.by(
                        id,
                        model -> size -> Map.of("", PartialEstimate.Fact.of(reading.applyAsDouble(model.run(size)))))
                .runs(1)
                .ofOneLength();
    }

    /**
     * Creates a model of one scaling decision, with {@code current} machines and {@code metric} requests per second for
     * each.
     */
    private static ReferenceModel decision(String id, int current, int metric, int target) {
        ScenarioRun setup = ScenarioRun.of("autoscaled")
                .with("load", "constant(" + current * metric + "/s)")
                .with("nodes", current)
                .with("target", target + "/s");
        return once(setup, id, run -> run.measure("web", "desired"));
    }

    /** Creates a run that starts with one machine. The queue has one slot, so an overloaded machine is just busy. */
    private static ScenarioRun steady(int perSecond, String service, String target) {
        return ScenarioRun.of("autoscaled")
                .with("duration", "300s")
                .with("warmup", "240s")
                .with("load", "constant(" + perSecond + "/s)")
                .with("nodes", 1)
                .with("service", service)
                .with("queue", 1)
                .with("metric", "cpu")
                .with("target", target)
                .with("tolerance", "0%");
    }

    /** Creates a run in which five machines of 100/s get 900/s. After 0.1 s eight more machines begin to start. */
    private static ScenarioRun surge() {
        return ScenarioRun.of("autoscaled")
                .with("duration", "200s")
                .with("warmup", "0s")
                .with("load", "constant(900/s)")
                .with("nodes", 5)
                .with("service", "10ms")
                .with("target", "70/s")
                .with("sync", "100ms")
                .with("startup", "90s");
    }

    /**
     * Returns the time in seconds at which the linearly falling queue is empty, extrapolated from its first values
     * below 20 000 and below 4 000.
     */
    private static double emptyAt(ReplicationResult run) {
        double[] queue = run.column("web.queue");
        double step = run.result().series().stepNanos() / 1e9;
        int from = below(queue, (int) (BOOT_SECONDS / step), 20_000);
        int to = below(queue, from, 4_000);
        double perStep = (queue[from] - queue[to]) / (to - from);
        return (to + 0.5 + queue[to] / perStep) * step;
    }

    private static int below(double[] queue, int from, double level) {
        int at = from;
        while (queue[at] >= level) {
            at++;
        }
        return at;
    }
}
