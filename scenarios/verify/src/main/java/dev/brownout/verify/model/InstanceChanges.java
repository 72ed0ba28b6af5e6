package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Instances that come back with a growing weight, and instances that go before their balancer hears of it.
 *
 * <p>{@code slow.share}: the weight w of one of n instances grows from 0 to 1 in a straight line, and its share is w /
 * (n - 1 + w) (nginx, HAProxy and Envoy grow the weight). Over the whole time it gets 1 - (n - 1) ln(n / (n - 1)) of
 * the calls.
 *
 * <p>{@code drain.refused}: an idle instance that drains is gone at once. Until its balancer hears of it, all calls
 * that it is sent are refused: rate times delay, of two instances half of the rate.
 */
final class InstanceChanges implements ModelFamily {
    @Override
    public String title() {
        return "Slow start and draining";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                slow(2, "slow.share.a"),
                slow(4, "slow.share.b"),
                ScenarioRun.of("draining")
                        .once(
                                "drain.refused.a",
                                run -> Map.of("", (double) run.requests("page").failed())));
    }

    private static ReferenceModel slow(int nodes, String id) {
        return ScenarioRun.of("slow-start").with("nodes", nodes).read(id, run -> Map.of("", share(run)));
    }

    private static PartialEstimate share(ReplicationResult run) {
        return new PartialEstimate.Quotient(run.measure("web", "1", "offered"), run.measure("web", "offered"));
    }
}
