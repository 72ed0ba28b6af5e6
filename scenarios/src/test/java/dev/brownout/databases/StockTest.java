package dev.brownout.databases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioTexts;
import dev.brownout.result.VariantResult;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reservations of single buyers, and the failures that they see. */
class StockTest {
    private static final String SITE = """
            run: { duration: 30s, seed: 5 }
            network: none
            components:
              web: { kind: server, service: 0ms, cores: 100 }
              pay: { kind: server, service: 0ms, cores: 100 }
              db: { kind: database, read: 0ms, write: 1ms, cores: 100, stock: { units: 50, hold: 2s }, replicas: 0 }
            requests:
              buy: { rate: constant(10/s), key: uniform(1), steps: [web, reserve: db, call: pay, confirm: db] }
            """;

    private static VariantResult run(String... replacements) {
        return TestScenarioRunner.run(ScenarioTexts.replaceParts(SITE, replacements));
    }

    private static double stock(VariantResult result, String measure) {
        return TestScenarioRunner.measure(result, "db", measure);
    }

    private static Map<String, Long> outcomes(VariantResult result, String request) {
        return result.requests().get(request).outcomes();
    }

    @Test
    void soldOutEndsTheStepsOfTheRequestAndIsNoFailure() {
        VariantResult result = run("reserve: db,", "{ reserve: db, retry: { attempts: 3, backoff: none } },");
        assertThat(outcomes(result, "buy")).containsEntry("sold_out", 249L).containsEntry("ok", 50L);
        assertThat(result.requests().get("buy").availability()).isEqualTo(1);
        assertThat(result.components().get("pay").measures().get("offered").value())
                .isEqualTo(50);
        assertThat(stock(result, "sold_out_share")).isEqualTo(249.0 / 299);
    }

    @Test
    void confirmationAfterTheHoldEndsAsHoldExpired() {
        VariantResult result = run("call: pay", "wait: 3s");
        assertThat(outcomes(result, "buy")).containsKey("hold_expired").doesNotContainKey("ok");
        assertThat(stock(result, "sold_units")).isZero();
        assertThat(stock(result, "expired_holds")).isGreaterThan(100);
    }

    @Test
    void buyerOfJourneyConfirmsTheReservationOfAnEarlierRequest() {
        String requests = """
                requests:
                  choose: { key: uniform(1), steps: [web, reserve: db] }
                  pay: { key: uniform(1), steps: [web, confirm: db] }
                journeys:
                  shopper: { rate: 10/s, steps: [{ request: choose, think: THINK }, pay] }
                """;
        String site = SITE.substring(0, SITE.indexOf("requests:")).replace("pay: {", "bank: {") + requests;
        VariantResult inTime =
                TestScenarioRunner.run(site.replace("THINK", "1s").replace("bank", "shelf"));
        assertThat(stock(inTime, "sold_units")).isEqualTo(50);
        assertThat(outcomes(inTime, "pay")).containsOnlyKeys("ok").containsEntry("ok", 50L);
        assertThat(outcomes(inTime, "choose").get("sold_out"))
                .isEqualTo(outcomes(inTime, "choose").values().stream()
                                .mapToLong(Long::longValue)
                                .sum()
                        - 50);
        VariantResult late = TestScenarioRunner.run(site.replace("THINK", "3s"));
        assertThat(stock(late, "sold_units")).isZero();
        assertThat(outcomes(late, "pay")).containsOnlyKeys("hold_expired");
    }

    @Test
    void consumerConfirmsTheReservationOfTheRequestThatPublished() {
        VariantResult result = run(
                "call: pay, confirm: db",
                "publish: orders",
                "pay: { kind: server, service: 0ms, cores: 100 }",
                "orders: { kind: queue }\n  pay: { kind: server, consumes: { queue: orders, steps: [confirm: db] } }");
        assertThat(stock(result, "sold_units")).isEqualTo(50);
        assertThat(stock(result, "expired_holds")).isZero();
    }

    /** Each buyer holds two units and confirms one of them. */
    @Test
    void repeatedConfirmationSellsOneUnit() {
        VariantResult result = run(
                "call: pay, confirm: db",
                "{ reserve: db, when: 0% }, { confirm: db, timeout: 500ms, retry: { attempts: 2, backoff: none } }",
                "write: 1ms",
                "write: mix(50% 1ms 50% 900ms)",
                "hold: 2s",
                "hold: 1h",
                "reserve: db, { reserve",
                "{ reserve: db, times: 2 }, { reserve");
        double sold = stock(result, "sold_units");
        long confirmed = outcomes(result, "buy").get("ok");
        assertThat(confirmed).isPositive();
        assertThat(sold).isLessThanOrEqualTo(25);
        assertThat(stock(result, "oversold_units")).isZero();
    }

    @Test
    void holdsThatExpireWithoutPrimaryReturnAfterwards() {
        VariantResult result = run(
                "call: pay, confirm: db",
                "{ wait: 0s, when: 0% }",
                "requests:",
                "faults: [at 4s: crash db/primary for 6s]\nrequests:",
                "units: 50",
                "units: 20");
        assertThat(stock(result, "expired_holds")).isGreaterThan(180);
    }

    /** Reservations under way at the promotion are accepted by the former primary, and unknown to the new one. */
    @Test
    void reservationsOfFormerPrimaryAreLost() {
        VariantResult result = run(
                "replicas: 0",
                "replicas: 1, failover: { lease: 2s, loop: 500ms, takeover: 0s, fencing: false }",
                "constant(10/s)",
                "constant(100/s)",
                "write: 1ms",
                "write: 300ms",
                "units: 50, hold: 2s",
                "units: 2500",
                "requests:",
                "faults: [at 5s: partition db/primary ~ db/lease for 20s]\nrequests:");
        assertThat(outcomes(result, "buy").get("hold_expired")).isBetween(20L, 40L);
        assertThat(stock(result, "oversold_units"))
                .isPositive()
                .isEqualTo(outcomes(result, "buy").get("ok") - 2500);
    }

    @Test
    void eachShardAndPoolHasTheUnitsOfItsKeys() {
        VariantResult result = run(
                "uniform(1)",
                "uniform(5)",
                "rate: constant(10/s)",
                "rate: constant(100/s)",
                "replicas: 0",
                "replicas: 0, shards: 3, pool: { size: 100 }, disk: { fsync: 1ms }, lock: row",
                "reserve: db,",
                "read: db, { reserve: db, check: read },");
        assertThat(stock(result, "sold_units")).isBetween(250.0, 260.0);
        assertThat(stock(result, "oversold_units")).isEqualTo(stock(result, "sold_units") - 250);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "key: uniform(1) | size: 1kB | add a key to 'buy', such as key: uniform(1)",
                "key: uniform(1) | key: newest(10) | needs a key that exists at the start",
                "reserve: db | { reserve: db, key: uniform(3) } | remove 'key' of the step",
                "reserve: db | release: db | and no step reserves one; add, for example, reserve: db",
                "reserve: db | reserve: pay | 'pay' is a server, which has no units to reserve",
                "stock: { units: 50, hold: 2s }, | \"\" | db has no units to reserve; add, for example, stock:",
                "reserve: db | { reserve: db, check: read } | needs a 'read' step before it",
                "reserve: db | parallel: [{ reserve: db, check: read }] | write it before or after 'parallel'",
                "units: 50 | units: 0 | at least 1",
                "replicas: 0 | replication: { mode: multi-primary } | not possible with replication.mode none or multi",
                "replicas: 0 | replicas: 0, move: { rate: 1MB/s, data: 1GB } | not possible with 'move'"
            })
    void invalidReservationsAreRejected(String part, String replacement, String message) {
        String text = "version: 1\nscenario: site\n" + ScenarioTexts.replaceParts(SITE, part, replacement);
        assertThat(ScenarioTexts.rejection(text).all().toString()).contains(message);
    }
}
