package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Reference models of autoscaling: tiers with a variable number of machines, and machines that scale to zero when idle.
 */
final class Scaling implements ModelFamily {
    /**
     * Time in seconds at which the additional machines of {@link #surge} enter service: 0.1 s until the scaling
     * decision and 90 s of startup.
     */
    private static final double SURGE_READY_SECONDS = 90.1;

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
        ScenarioRun steadyA = steady(730, "10ms", "60%");
        ScenarioRun steadyB = steady(1000, "20ms", "50%");
        models.add(singleRun(steadyA, "scale.steady.a", run -> run.measure("web", "desired")));
        models.add(singleRun(steadyA, "scale.util.a", run -> run.measure("web", "utilization")));
        models.add(singleRun(steadyB, "scale.steady.b", run -> run.measure("web", "desired")));
        models.add(singleRun(steadyB, "scale.util.b", run -> run.measure("web", "utilization")));
        models.add(singleRun(surge(), "scale.backlog.a", run -> run.measure("web", "queue.max")));
        models.add(singleRun(surge(), "scale.recover.a", run -> (queueEmptySeconds(run) - SURGE_READY_SECONDS) * 1e9));
        models.add(ScenarioRun.of("idle-machine")
                .rate(0.01)
                .read("cold.share.a", run -> Map.of("", run.perRequest(run.measure("web", "calls_held"), "page")))
                .quickRequests(200_000));
        return models;
    }

    /**
     * Creates a deterministic model with one run.
     *
     * @param figure reads the measurement from the result
     */
    private static ReferenceModel singleRun(ScenarioRun setup, String id, ToDoubleFunction<ReplicationResult> figure) {
        return setup.withTrial(
                        id,
                        scenario -> size ->
                                Map.of("", PartialEstimate.Fact.content(figure.applyAsDouble(scenario.run(size)))))
                .runs(1)
                .withFixedLength();
    }

    /**
     * Creates a model of one scaling decision.
     *
     * @param machines number of machines before the decision
     * @param perMachine requests per second and machine before the decision
     * @param targetPerMachine target of the autoscaler, in requests per second and machine
     */
    private static ReferenceModel decision(String id, int machines, int perMachine, int targetPerMachine) {
        ScenarioRun setup = ScenarioRun.of("autoscaled")
                .with("load", "constant(" + machines * perMachine + "/s)")
                .with("nodes", machines)
                .with("target", targetPerMachine + "/s");
        return singleRun(setup, id, run -> run.measure("web", "desired"));
    }

    /**
     * Creates a run with one initial machine. The queue has one slot, so overload leads to full utilization without a
     * backlog.
     */
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

    /**
     * Creates a run in which five machines with a capacity of 100/s each receive 900/s. After 0.1 s, eight more
     * machines begin to start.
     */
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
     * Returns the time in seconds at which the queue is empty. The queue length falls linearly. The time is
     * extrapolated from its first values below 20 000 and below 4 000.
     */
    private static double queueEmptySeconds(ReplicationResult run) {
        double[] queue = run.column("web.queue");
        double interval = run.result().series().stepNanos() / 1e9;
        int first = firstIndexBelow(queue, (int) (SURGE_READY_SECONDS / interval), 20_000);
        int second = firstIndexBelow(queue, first, 4_000);
        double fallPerInterval = (queue[first] - queue[second]) / (second - first);
        return (second + 0.5 + queue[second] / fallPerInterval) * interval;
    }

    /** Returns the first index, from {@code first} on, with a queue shorter than {@code length}. */
    private static int firstIndexBelow(double[] queue, int first, double length) {
        int index = first;
        while (queue[index] >= length) {
            index++;
        }
        return index;
    }
}
