package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of memory: a heap that requests fill, and sessions that expire.
 *
 * <p>{@code heap.rate}: a collection frees memory that no request holds. A heap of H requests, of which L are in
 * progress on average (Little: lambda times their sojourn time), is full again after H - L requests. This gives lambda
 * / (H - L) collections per second.
 *
 * <p>{@code sessions}: each of U users sends at a rate r, and a session expires E after its last request. It exists
 * with probability 1 - e^(-r E), and a request finds none with probability e^(-r E) (gaps of a Poisson stream).
 */
final class MachineMemoryModels implements ModelFamily {
    @Override
    public String title() {
        return "Heaps and sessions in memory";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                ScenarioRun.of("garbage")
                        .rate(100)
                        .minWarmup(60)
                        .read("heap.rate.a", run -> Map.of("", run.perSecond(run.measure("app", "collections")))),
                ScenarioRun.of("session-memory")
                        .rate(10)
                        .minWarmup(300)
                        .read(
                                "sessions.a",
                                run -> Map.of(
                                        "held", run.average("app", "memory_held"),
                                        "logins", run.perSecond(run.measure("app", "relogins"))))
                        .quickRequests(200_000));
    }
}
