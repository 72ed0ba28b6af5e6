package dev.brownout.verify.model;

import dev.brownout.result.CostResult;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference model of cost: three machines of four cores at $0.03 per core and hour, and 60 s in which 100 orders per
 * second of $0.02 each are lost (arithmetic).
 */
final class Prices implements ModelFamily {
    @Override
    public String title() {
        return "Money";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(ScenarioRun.of("bill").deterministic("money.a", run -> {
            CostResult cost = run.result().cost();
            return Map.of(
                    "hour", cost.perHour(),
                    "run", cost.total(),
                    "million", cost.perMillionRequests(),
                    "lost", cost.revenue().get("order").lost());
        }));
    }
}
