package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Reference models of user journeys and of a waiting room.
 *
 * <p>{@code journey}: three in ten of the visitors without an error in three earlier requests take the last step, which
 * succeeds with probability 0.9: 0.9^3 x 0.3 x 0.9. With three think times of 5 s each and 10 visitors per second, 150
 * are active (Little 1961).
 *
 * <p>{@code room.wait}: visitors are admitted at equal distances, as in M/D/1. {@code room.inside}: visitors with a
 * session of length S are M/G/infinity. {@code room.last}: of 200/s half are admitted. The visitor admitted after 10 s
 * arrived after 5 s (fluid).
 */
final class Visitors implements ModelFamily {
    @Override
    public String title() {
        return "Journeys and waiting rooms";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("visitors")
                        .rate(10)
                        .settling(100)
                        .read("journey.bought.a", run -> Map.of("conversion", bought(run), "left", left(run)))
                        .quick(100_000),
                ScenarioRun.of("visitors")
                        .with("errors", "0%")
                        .rate(10)
                        .settling(100)
                        .read(
                                "journey.active.a",
                                run -> Map.of(
                                        "active", run.average("shopper", "active"),
                                        "stay", run.meanOf("shopper", "stay")))
                        .quick(40_000),
                ScenarioRun.of("admission")
                        .with("load", "60/s")
                        .rate(60)
                        .settling(5)
                        .read(
                                "room.wait.a",
                                run -> Map.of(
                                        "mean", run.meanOf("room", "wait_time"),
                                        "queued", run.average("room", "queued")))
                        .quick(200_000),
                ScenarioRun.of("admission")
                        .with("session", "20s")
                        .rate(80)
                        .settling(40)
                        .read("room.inside.a", run -> Map.of("", run.average("room", "inside")))
                        .quick(80_000),
                ScenarioRun.of("admission")
                        .with("duration", "10s")
                        .with("warmup", "0s")
                        .with("load", "constant(200/s)")
                        .once("room.last.a", run -> Map.of("", run.measure("room", "wait_time.max"))));
    }

    /** Returns the conversion over all visitors with a completed journey. */
    private static PartialEstimate bought(ReplicationResult run) {
        double ended = run.measure("shopper", "finished") + run.measure("shopper", "left_error");
        return new PartialEstimate.Quotient(run.measure("shopper", "conversion") * ended, ended);
    }

    private static PartialEstimate left(ReplicationResult run) {
        double left = run.measure("shopper", "left_error");
        return new PartialEstimate.Quotient(left, left + run.measure("shopper", "finished"));
    }
}
