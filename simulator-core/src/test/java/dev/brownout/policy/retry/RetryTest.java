package dev.brownout.policy.retry;

import static dev.brownout.network.Bench.MS;
import static dev.brownout.network.Bench.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;

import dev.brownout.network.Bench;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.service.Outcome;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Share;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryTest {
    private static final Backoff AT_ONCE = new Backoff.None();
    private static final Duration BASE = Duration.ofMillis(100);
    private static final Duration CAP = Duration.ofSeconds(2);

    private final Bench bench = new Bench(0);
    private final Host place = bench.host("web", "1", "");
    private long bottom;

    private Service retrying(int attempts, Backoff backoff, Optional<Share> budget, Service next) {
        return new Retry(
                        new RetrySpec(attempts, backoff, budget),
                        bench.simulation,
                        place,
                        new Draws(Draws.key(1, 0, "jitter")))
                .around(next);
    }

    private Service failing(double share) {
        Draws draws = new Draws(Draws.key(1, 0, "failures"));
        return (request, reply) -> {
            bottom++;
            reply.accept(draws.at(request.identity()).uniform() < share ? Outcome.FAILED : Outcome.OK, 0);
        };
    }

    /** Requests at the top; how many of them were answered well. */
    private int send(Service service, int requests) {
        int[] good = {0};
        for (int i = 0; i < requests; i++) {
            service.call(bench.request(), (outcome, detail) -> good[0] += outcome.good() ? 1 : 0);
        }
        bench.simulation.runUntil(bench.simulation.now() + SECOND);
        return good[0];
    }

    @ParameterizedTest
    @CsvSource({"retry.a, 0.1, 1.111, 0.9999", "retry.b, 0.5, 1.875, 0.9375", "retry.c, 1, 4, 0"})
    void independentFailuresMakeAGeometricSeries(String id, double failing, double attempts, double success) {
        int requests = 300_000;
        int good = send(retrying(4, AT_ONCE, Optional.empty(), failing(failing)), requests);
        assertThat((double) bottom / requests).isCloseTo(attempts, withinPercentage(1));
        assertThat((double) good / requests).isCloseTo(success, within(0.005));
    }

    @ParameterizedTest
    @CsvSource({
        "retry.layers.a,      1,   3, 3, 27,       1",
        "retry.layers.b,      0.5, 3, 3, 2,        1",
        "retry.layers.c,      0.1, 4, 2, 1.111111, 1",
        "retry.layers.sre64,  1,   4, 3, 64,       0",
        "retry.layers.aws243, 1,   3, 5, 243,      0"
    })
    void layersMultiply(String id, double failing, int attempts, int layers, double calls, double percent) {
        int requests = failing == 1 ? 1_000 : 300_000;
        Service service = failing(failing);
        for (int layer = 0; layer < layers; layer++) {
            service = retrying(attempts, AT_ONCE, Optional.empty(), service);
        }
        send(service, requests);
        assertThat((double) bottom / requests).isCloseTo(calls, withinPercentage(percent));
    }

    @ParameterizedTest
    @CsvSource({"none, 5100, 0", "full, 2550, 1", "equal, 3825, 1"})
    void sixWaitsAddUpAsTheirFormulaSays(String jitter, double sumMillis, double percent) {
        Backoff backoff = switch (jitter) {
            case "none" -> new Backoff.Exponential(BASE, CAP);
            case "full" -> new Backoff.FullJitter(BASE, CAP);
            default -> new Backoff.EqualJitter(BASE, CAP);
        };
        Draws draws = new Draws(7);
        long sum = 0;
        int tries = 100_000;
        for (int i = 0; i < tries; i++) {
            for (int retry = 0; retry < 6; retry++) {
                sum += backoff.waitNanos(retry, 0, draws);
            }
        }
        assertThat(sum / 1e6 / tries).isCloseTo(sumMillis, withinPercentage(percent + 1e-9));
    }

    @Test
    void exponentialWaitsDoNotOverflow() {
        Backoff backoff = new Backoff.Exponential(Duration.ofNanos(1), Duration.ofDays(10_000));
        Draws draws = new Draws(7);
        for (int retry = 1; retry < 200; retry++) {
            assertThat(backoff.waitNanos(retry, 0, draws))
                    .isGreaterThanOrEqualTo(backoff.waitNanos(retry - 1, 0, draws));
        }
        assertThat(backoff.waitNanos(199, 0, draws))
                .isEqualTo(Duration.ofDays(10_000).toNanos());
    }

    @Test
    void decorrelatedWaitsGrowFromTheLast() {
        Backoff backoff = new Backoff.Decorrelated(BASE, CAP);
        Draws draws = new Draws(7);
        long previous = 0;
        for (int i = 0; i < 10_000; i++) {
            long wait = backoff.waitNanos(i, previous, draws);
            long most = Math.min(CAP.toNanos(), 3 * Math.max(BASE.toNanos(), previous));
            assertThat(wait).isBetween(BASE.toNanos(), most);
            previous = i % 10 == 9 ? 0 : wait;
        }
    }

    @Test
    void aBudgetLimitsRetriesToItsShare() {
        Service service = retrying(10, AT_ONCE, Optional.of(new Share(0.2)), failing(1));
        int requests = 200_000;
        for (int i = 0; i < 200; i++) {
            send(service, requests / 200);
        }
        assertThat((double) bottom / requests).isCloseTo(1.2, withinPercentage(2));
    }

    @Test
    void aBudgetForgetsAfterTenSeconds() {
        Budget budget = new Budget(0.5);
        for (int i = 0; i < 100; i++) {
            budget.request(0);
        }
        assertThat(budget.withdraw(9 * SECOND)).isTrue();
        assertThat(budget.withdraw(10 * SECOND)).isFalse();
    }

    @Test
    void waitsPassAndAttemptsAreTold() {
        List<String> seen = new ArrayList<>();
        Service service =
                retrying(3, new Backoff.Constant(Duration.ofMillis(50)), Optional.empty(), (request, reply) -> {
                    seen.add(request.attempt() + "@" + bench.simulation.now() / MS);
                    reply.accept(request.attempt() < 2 ? Outcome.REFUSED : Outcome.OK, 0);
                });
        Request request = bench.request();
        service.call(request, bench.reply("a"));
        bench.simulation.runUntil(SECOND);
        assertThat(seen).containsExactly("0@0", "1@50", "2@100");
        assertThat(bench.heard).containsExactly("a ok 100.0");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void onlyWhatMayPassNextTimeIsTriedAgain(Outcome outcome) {
        List<Integer> seen = new ArrayList<>();
        Service service = retrying(2, AT_ONCE, Optional.empty(), (request, reply) -> {
            seen.add(request.attempt());
            reply.accept(outcome, 3);
        });
        service.call(bench.request(), bench.reply("a"));
        bench.simulation.runUntil(SECOND);
        boolean last = outcome.good() || outcome == Outcome.LIMITED || outcome == Outcome.SHORT_CIRCUITED;
        assertThat(seen).hasSize(last ? 1 : 2);
        assertThat(bench.heard).containsExactly("a " + outcome.label() + " 0.0");
    }

    @Test
    void aDeadProcessDoesNotTryAgain() {
        Service service = retrying(5, new Backoff.Constant(Duration.ofMillis(50)), Optional.empty(), failing(1));
        service.call(bench.request(), bench.reply("a"));
        bench.at(120 * MS, place::crash);
        bench.at(130 * MS, place::restart);
        bench.simulation.runUntil(SECOND);
        assertThat(bottom).isEqualTo(3);
        assertThat(bench.heard).isEmpty();
    }
}
