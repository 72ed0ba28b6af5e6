package dev.brownout.policies;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls per request under retry budgets while a fault makes a share of the calls fail. */
@Tag("law")
class RetryBudgetLawTest {
    private static final int RATE = 400;

    private static final String SITE = """
            run: { duration: 60s, warmup: 20s, seed: SEED }
            network: none
            components:
              web: { kind: server, service: 0ms, cores: 1000 }
              api: { kind: server, service: 0ms, cores: 1000 }
            requests:
              page:
                rate: %d/s
                retry: { attempts: OUTER, backoff: none, budget: BUDGET }
                steps: [web, { call: api, retry: { attempts: INNER, backoff: none } }]
            faults: [at 0s: errors api FAILING]
            """.formatted(RATE);

    /**
     * A call to api has 1, or 1 + p, attempts. It fails with p, or p^2, which the outer retry repeats up to its budget.
     * A quota of 14 tokens allows (1 - q) / (14 q) retries of the share q of failures. With 10 tokens and a return of
     * one, the level i has the weight (7/3)^i, and 0.96635 of the attempts begin above the level of 6: 1 / (1 - 0.3 x
     * 0.96635). A share leaves less than one retry in 10 s unused.
     */
    @ParameterizedTest
    @ChosenRows({2, 5})
    @CsvSource(delimiter = '|', textBlock = """
            3 | 10%              | 1 | 5%  | 1.0525
            3 | 10%              | 1 | 30% | 1.1
            2 | 20%              | 2 | 30% | 1.417
            2 | 10%              | 2 | 50% | 1.65
            3 | quota(retry=14)  | 1 | 30% | 1.166667
            50 | throttling(max_tokens=10 token_ratio=1) | 1 | 30% | 1.408265
            """)
    void callsPerRequestAgreeWithTheClosedForm(int outer, String budget, int inner, String failing, double calls) {
        String site = SITE.replace("OUTER", "" + outer)
                .replace("BUDGET", budget)
                .replace("INNER", "" + inner)
                .replace("FAILING", failing);
        SeedAssertions.agree(
                seed -> {
                    VariantResult result = TestScenarioRunner.run(site.replace("SEED", "" + seed));
                    double offered = result.components()
                            .get("api")
                            .measures()
                            .get("offered")
                            .value();
                    return offered / result.requests().get("page").offered();
                },
                calls,
                budget.endsWith("%") ? 1 / (RATE * 10.0) : 0,
                0.01);
    }
}
