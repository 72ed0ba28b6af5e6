package dev.brownout.verify.model;

import dev.brownout.fault.CrashFault;
import dev.brownout.random.KeyedRandom;
import dev.brownout.result.VariantResult;
import dev.brownout.scenario.FaultEntry;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.Selector;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reference models of leader elections: the time until the first candidate, and the probability of a second candidate.
 */
final class Elections implements ModelFamily {
    private static final long SECOND = 1_000_000_000;
    /** Time between two crashes, in seconds. The crashed leader recovers after 1 s. */
    private static final double CYCLE_SECONDS = 3;

    @Override
    public String title() {
        return "Elections";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                model("raft.first.a", "silence"),
                model("raft.collide.a", "contested").quickRequests(25_000));
    }

    private static ReferenceModel model(String row, String measure) {
        return ScenarioRun.of("elections")
                .rate(1 / CYCLE_SECONDS)
                .withTrial(row, setup -> size -> Map.of("", measure(setup, size, measure)));
    }

    private static PartialEstimate measure(ScenarioRun setup, ReferenceModel.Size size, String measure) {
        Scenario scenario = setup.scenario(size);
        VariantResult result = ScenarioRun.execute(scenario.withFaults(crashes(scenario, size)), size.run());
        double mean = new ReplicationResult(result).measure("db", measure);
        return new PartialEstimate.Quotient(mean * size.requests(), size.requests());
    }

    /** Returns crashes of the current leader, each at a random moment between two heartbeats. */
    private static List<FaultEntry> crashes(Scenario scenario, ReferenceModel.Size size) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(size.seed(), size.run(), "crashes"));
        List<FaultEntry> crashes = new ArrayList<>();
        double end = (double) scenario.durationNanos() / SECOND - CYCLE_SECONDS;
        for (double seconds = 1; seconds < end; seconds += CYCLE_SECONDS) {
            crashes.add(new FaultEntry(
                    (long) ((seconds + random.uniform()) * SECOND),
                    Optional.of(SECOND),
                    "fault",
                    Optional.of(new Selector("db", List.of("primary"))),
                    Optional.empty(),
                    new CrashFault(),
                    "the leader dies"));
        }
        return crashes;
    }
    /** Members of a gossip protocol detect failures without a leader; no component has such members. */
    @Override
    public Map<String, String> reasonsWithoutModel() {
        return Map.of("swim", "needs gossip membership");
    }
}
