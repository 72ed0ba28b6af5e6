package dev.brownout.verify.model;

import dev.brownout.result.CostResult;
import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import java.util.List;
import java.util.Map;

/**
 * Money: three machines of four cores at $0.03 for a core and hour, and 60 s in which orders of $0.02 each are lost,
 * 100 of them in a second (arithmetic).
 */
final class Prices implements ModelFamily {
    @Override
    public String title() {
        return "Money";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(ScenarioRun.of("bill").once("money.a", run -> {
            CostResult cost = run.result().cost();
            return Map.of(
                    "hour", cost.perHour(),
                    "run", cost.total(),
                    "million", cost.perMillionRequests(),
                    "lost", cost.revenue().get("order").lost());
        }));
    }
}
