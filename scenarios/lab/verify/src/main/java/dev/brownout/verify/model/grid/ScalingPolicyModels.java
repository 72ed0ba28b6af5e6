package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ReplicationResult;
import dev.brownout.verify.run.ScenarioRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reference models of the rate limits of the Kubernetes HorizontalPodAutoscaler. The load needs more or fewer nodes
 * than there are. Each period of 15 s begins with a decision: scaling out allows the larger one of ceil(n (1 + share))
 * and n + nodes, scaling in the smaller one of floor(n (1 - share)) and n - nodes (Kubernetes documentation, Horizontal
 * Pod Autoscaling, and pkg/controller/podautoscaler/horizontal.go).
 */
public final class ScalingPolicyModels implements ModelFamily {
    private static final int PERIOD_SECONDS = 15;
    private static final int PERIODS = 4;

    @Override
    public String title() {
        return "Scaling policies";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                steps(30, 910, "50%", 0, "scale.policy.a"),
                steps(2, 400, "100%", 4, "scale.policy.b"),
                steps(4, 400, "0%", 4, "scale.policy.c"),
                steps(7, 450, "30%", 1, "scale.policy.d"),
                steps(50, 40, "50%", 0, "scale.policy.e"),
                steps(50, 100, "0%", 7, "scale.policy.f"));
    }

    private static ReferenceModel steps(int nodes, int rate, String share, int grow, String id) {
        return ScenarioRun.of("autoscaled")
                .with("duration", (PERIODS + 1) * PERIOD_SECONDS + "s")
                .with("warmup", "0s")
                .with("load", "constant(" + rate + "/s)")
                .with("nodes", nodes)
                .with("target", "10/s")
                .with("most", 100)
                .with("share", share)
                .with("grow", grow)
                .deterministic(id, ScalingPolicyModels::desiredAfterEachPeriod);
    }

    /** Returns the desired nodes in the middle of each period. */
    private static Map<String, Double> desiredAfterEachPeriod(ReplicationResult run) {
        double[] desired = run.column("web.desired");
        double interval = run.result().series().stepNanos() / 1e9;
        Map<String, Double> measures = new LinkedHashMap<>();
        for (int period = 1; period <= PERIODS; period++) {
            measures.put("t" + period, desired[(int) ((period + 0.5) * PERIOD_SECONDS / interval)]);
        }
        return measures;
    }
}
