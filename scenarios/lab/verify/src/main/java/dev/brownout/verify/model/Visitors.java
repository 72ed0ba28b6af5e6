package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of user journeys and of a waiting room.
 *
 * <p>{@code journey.bought}: a visitor leaves at the first failed request. Each request succeeds with probability 0.9.
 * After three successful requests, 30 % of the visitors make a fourth one. The conversion rate is 0.9^3 x 0.3 x 0.9.
 *
 * <p>{@code journey.active}: no request fails. With three think times of 5 s each and 10 visitors per second, 150
 * visitors are active (Little 1961).
 *
 * <p>{@code room.wait}: visitors are admitted at equal intervals, so the waiting room is an M/D/1 queue.
 * {@code room.inside}: the number of visitors with an open session is that of an M/G/infinity system.
 * {@code room.last}: visitors arrive at 200/s and are admitted at 100/s. In the fluid approximation, the visitor
 * admitted at 10 s arrived at 5 s.
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
                        .minWarmup(100)
                        .read(
                                "journey.bought.a",
                                run -> Map.of("conversion", conversion(run), "left", errorExitShare(run)))
                        .quickRequests(100_000),
                ScenarioRun.of("visitors")
                        .with("errors", "0%")
                        .rate(10)
                        .minWarmup(100)
                        .read(
                                "journey.active.a",
                                run -> Map.of(
                                        "active", run.average("shopper", "active"),
                                        "stay", run.weightedMean("shopper", "stay")))
                        .quickRequests(40_000),
                ScenarioRun.of("admission")
                        .with("load", "60/s")
                        .rate(60)
                        .minWarmup(5)
                        .read(
                                "room.wait.a",
                                run -> Map.of(
                                        "mean", run.weightedMean("room", "wait_time"),
                                        "queued", run.average("room", "queued")))
                        .quickRequests(200_000),
                ScenarioRun.of("admission")
                        .with("session", "20s")
                        .rate(80)
                        .minWarmup(40)
                        .read("room.inside.a", run -> Map.of("", run.average("room", "inside")))
                        .quickRequests(80_000),
                ScenarioRun.of("admission")
                        .with("duration", "10s")
                        .with("warmup", "0s")
                        .with("load", "constant(200/s)")
                        .deterministic("room.last.a", run -> Map.of("", run.measure("room", "wait_time.max"))));
    }

    /** Returns the conversion rate of all journeys that ended. */
    private static PartialEstimate conversion(ReplicationResult run) {
        double endedJourneys = run.measure("shopper", "finished") + run.measure("shopper", "left_error");
        return new PartialEstimate.Quotient(run.measure("shopper", "conversion") * endedJourneys, endedJourneys);
    }

    /** Returns the share of journeys that ended with an error. */
    private static PartialEstimate errorExitShare(ReplicationResult run) {
        double exits = run.measure("shopper", "left_error");
        return new PartialEstimate.Quotient(exits, exits + run.measure("shopper", "finished"));
    }
}
