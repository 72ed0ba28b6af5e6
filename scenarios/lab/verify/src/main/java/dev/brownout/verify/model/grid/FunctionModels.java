package dev.brownout.verify.model.grid;

import dev.brownout.verify.ModelFamily;
import dev.brownout.verify.ReferenceModel;
import dev.brownout.verify.run.ScenarioRun;
import java.util.List;
import java.util.Map;

/**
 * Reference models of functions.
 *
 * <p>{@code function.reserved}: calls beyond the reserved concurrency c are throttled, which is Erlang's loss system: a
 * share B(c, a) of a erlangs, whatever the distribution of the duration (Erlang 1917). The concurrency in use is a (1 -
 * B) / c of the reserved one.
 *
 * <p>{@code function.cold}: a single instance stops after an idle time T. The time to the next call is memoryless, so
 * an accepted call finds no instance with probability x = exp(-lambda T) and occupies one for b = c x + s on average,
 * with the cold start c and the duration s. A share of lambda b / (1 + lambda b) is throttled (Welch 1964).
 */
public final class FunctionModels implements ModelFamily {
    @Override
    public String title() {
        return "Functions";
    }

    @Override
    public List<ReferenceModel> models() {
        return List.of(
                reserved(2, 10, "exp(100ms)", "function.reserved.a"),
                reserved(5, 40, "100ms", "function.reserved.b"),
                reserved(10, 100, "uniform(0ms 200ms)", "function.reserved.c"),
                reserved(20, 180, "exp(100ms)", "function.reserved.d"),
                cold(2, "500ms", "function.cold.a"),
                cold(0.5, "1s", "function.cold.b"),
                cold(1, "2s", "function.cold.c"),
                cold(3, "100ms", "function.cold.d"));
    }

    private static ReferenceModel reserved(int concurrency, int rate, String service, String id) {
        return function(
                        rate,
                        "service: " + service + ", cold_start: 0ms, idle_timeout: 10h, account: { reserved: "
                                + concurrency + " }")
                .read(
                        id,
                        run -> Map.of(
                                "throttled", run.perRequest(run.measure("f", "throttled"), "job"),
                                "used", run.average("f", "account_utilization")))
                .quickRequests(100_000);
    }

    private static ReferenceModel cold(double rate, String idleTimeout, String id) {
        return function(rate, "service: exp(100ms), cold_start: 400ms, max_instances: 1, idle_timeout: " + idleTimeout)
                .read(
                        id,
                        run -> Map.of(
                                "cold", run.ratio("f", "cold_starts", "invocations"),
                                "throttled", run.perRequest(run.measure("f", "throttled"), "job")))
                .quickRequests(100_000);
    }

    private static ScenarioRun function(double rate, String settings) {
        return ScenarioRun.of("function")
                .with("load", rate + "/s")
                .with("f", "{ kind: function, " + settings + " }")
                .rate(rate)
                .minWarmup(20);
    }
}
