package dev.brownout.verify.model;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.PartialEstimate;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of instances with slow start, and of instances that stop before their load balancer detects it.
 *
 * <p>{@code slow.share}: the weight w of one of n instances grows linearly from 0 to 1, and its share is w / (n - 1 +
 * w) (nginx, HAProxy and Envoy grow the weight). Over the whole period it gets 1 - (n - 1) ln(n / (n - 1)) of the
 * calls.
 *
 * <p>{@code drain.refused}: an idle instance that drains stops immediately. Until its load balancer detects it, all
 * calls sent to it are refused: rate times delay, with half of the rate for one of two instances.
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
                        .deterministic(
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
