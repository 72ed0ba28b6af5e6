package dev.brownout.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.CostResult;
import dev.brownout.result.CostResult.Item;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Cost and lost revenue of Poisson requests against price times quantity. */
@Tag("law")
class MoneyLawTest {
    private static final double HOURS = 730;

    private static VariantResult bytes(int seed, String load, String path, String prices) {
        return TestScenarioRunner.run("""
                run: { duration: 2m, seed: %d }
                network: none
                load: %s
                components:
                  cdn: { kind: cdn, edges: 1, rtt: 0ms, source: web }
                  web: { kind: server, cores: 4, service: 1ms }
                requests: { image: { size: 100kB, key: uniform(10), path: [%s] } }
                price_list: { %s }
                """.formatted(seed + 1, load, path, prices));
    }

    /** 100 requests/s of 100 kB are 36 GB/h. No component on the path counts them: at $0.09/GB they cost $3.24/h. */
    @Test
    void bytesToUsersAreBilledWithoutACdn() {
        SeedAssertions.agree(
                seed -> {
                    CostResult cost = bytes(seed, "100/s", "web", "users: { bytes: $0.09/GB }")
                            .cost();
                    return cost.components().get(CostResult.BYTES_TO_USERS).perHour();
                },
                3.24,
                0.01);
    }

    /** Monthly traffic of 20 TB: 10 TB at $85/TB and 10 TB at $80/TB. */
    @Test
    void volumePricesApplyToTheMonthlyTotal() {
        double perSecond = 20e12 / 100_000 / (HOURS * 3600);
        SeedAssertions.agree(
                seed -> {
                    Item item = bytes(seed, perSecond + "/s", "cdn", "cdn: { requests: $0/M }")
                            .cost()
                            .components()
                            .get("cdn")
                            .items()
                            .stream()
                            .filter(one -> one.item().equals("bytes_out"))
                            .findFirst()
                            .orElseThrow();
                    return item.total() * 30 * HOURS;
                },
                1650,
                0.01);
    }

    private static VariantResult earning(int seed, int perSecond, String outage) {
        return TestScenarioRunner.run("""
                run: { duration: 20m, seed: %d }
                network: none
                components: { web: { kind: server, cores: 4, service: 1ms } }
                requests:
                  order: { rate: %d/s, worth: $0.02, objective: 99.9%%, timeout: 1s, path: [web] }
                faults: [ at 5m: errors web 100%% for %s as outage ]
                predict:
                  lost: all.lost_revenue ~ $1 +/- 100%%
                  burned: order.budget_burned ~ 1%% +/- 100%%
                """.formatted(seed + 1, perSecond, outage));
    }

    /** A one-minute outage loses 100 requests/s at $0.02 each. */
    @Test
    void outageLosesTheRevenueOfItsRequests() {
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(earning(seed, 100, "1m"), "lost"), 120, 0.01);
    }

    /** An objective of 99.9 % over 30 days allows 43.2 min of failures. An outage of 10 min uses 23 % of them. */
    @Test
    void outageBurnsItsShareOfTheMonthlyErrorBudget() {
        double share = 10 / 43.2;
        assertThat(share).isBetween(0.23, 0.235);
        SeedAssertions.agree(seed -> TestScenarioRunner.measure(earning(seed, 20, "10m"), "burned"), share, 0.01);
    }
}
