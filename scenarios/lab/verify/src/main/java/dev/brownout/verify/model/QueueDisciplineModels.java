package dev.brownout.verify.model;

import dev.brownout.host.Cores;
import dev.brownout.host.FifoCores;
import dev.brownout.host.FifoQueue;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.host.Task;
import dev.brownout.instrument.CallMeter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.TimeGrid;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.kernel.Simulation;
import dev.brownout.service.Outcome;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reference models of queues with abandonment, priorities and CoDel. */
final class QueueDisciplineModels implements ModelFamily {
    @Override
    public String title() {
        return "Queues with abandonment";
    }

    @Override
    public List<ReferenceModel> models() {
        List<ReferenceModel> models = new ArrayList<>();
        models.add(abandonment("q.patience.a", 110, 10, "exp(100ms)", "exp(200ms)"));
        models.add(abandonment("q.patience.b", 120, 1, "exp(10ms)", "50ms"));
        models.add(abandonment("q.patience.c", 440, 4, "exp(10ms)", "20ms"));
        models.add(ScenarioRun.of("priorities")
                .rate(70)
                .read("q.prio.a", run -> Map.of("wait1", wait(run, "first"), "wait2", wait(run, "second"))));
        models.add(ReferenceModel.fact(
                "codel.a", size -> Map.of("", PartialEstimate.Fact.content(new CodelDropModel().firstDrops(6)))));
        return models;
    }

    /** Returns the mean sojourn time minus the mean service time of 10 ms. */
    private static PartialEstimate wait(ReplicationResult run, String type) {
        var latency = run.requests(type).successes();
        return new PartialEstimate.Quotient((latency.mean() - 10e6) * latency.count(), latency.count());
    }

    private static ReferenceModel abandonment(String id, double rate, int servers, String service, String timeout) {
        return ScenarioRun.of("impatient")
                .with("load", rate + "/s")
                .with("servers", servers)
                .with("service", service)
                .with("timeout", timeout)
                .rate(rate)
                .sampledModel(
                        id,
                        "box",
                        0.05,
                        (run, samples) -> Map.of(
                                "abandon",
                                run.failedShare("call"),
                                "thr",
                                run.throughput("call"),
                                "pwait",
                                samples.atLeast(servers)));
    }

    /** Reference model of CoDel: drop times at one core with an offered load of 2, in small tasks. */
    private static final class CodelDropModel {
        private static final long RUN_NANOS = 1_000_000_000;
        private static final long WORK_NANOS = 20_000;

        private final Simulation simulation = new Simulation();
        private final List<Double> dropTimes = new ArrayList<>();

        /** Returns the times of the first {@code count} drops, in ns after the first drop. */
        List<Double> firstDrops(int count) {
            TimeGrid grid = new TimeGrid(RUN_NANOS, RUN_NANOS, List.of());
            Host host = new Host(simulation, "box", "1", Location.SINGLE, new CallMeter(grid, Outcome.count() + 1));
            TimeWeighted length = new TimeWeighted(grid);
            FifoQueue queue = FifoQueue.of(Cores.Scheduling.CODEL, simulation, host, length, false, 1);
            Cores cores = new FifoCores(simulation, host, 1, Integer.MAX_VALUE, new Occupancy(grid), queue);
            for (long arrivalTime = 0; arrivalTime < RUN_NANOS; arrivalTime += WORK_NANOS / 2) {
                simulation.scheduleAt(arrivalTime, step -> cores.enqueueUnbounded(new SmallTask(), WORK_NANOS), 0);
            }
            simulation.runUntil(RUN_NANOS);
            double start = dropTimes.get(0);
            return dropTimes.subList(0, count).stream()
                    .map(time -> time - start)
                    .toList();
        }

        /** Small task that records the time of its drop. */
        private final class SmallTask extends Task {
            @Override
            protected void onWorked() {}

            @Override
            protected void onRejected() {
                dropTimes.add((double) simulation.now());
            }
        }
    }
}
