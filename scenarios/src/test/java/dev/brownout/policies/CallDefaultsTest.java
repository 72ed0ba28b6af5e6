package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.rounds.ChosenRows;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Policies on a component are defaults of its callers. They apply to every kind of call, and a step overrides them. */
class CallDefaultsTest {
    private static final String RETRY = "retry: { attempts: 3, backoff: constant(5ms) }";
    private static final String ONCE_MORE = "retry: { attempts: 2, backoff: constant(5ms) }";

    private static PlayedPolicy pay(String psp, String step, String fault) throws Exception {
        return PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, workers: 50, service: 1ms }",
                "  psp: { kind: server, service: exp(10ms)" + psp + " }",
                "requests:",
                "  page: { rate: 40/s, steps: [web, { call: psp" + step + " }] }",
                "faults:",
                "  - at 1s: " + fault);
    }

    private static void assertEqualResults(PlayedPolicy one, PlayedPolicy other) {
        assertThat(one.outcomes("page")).isEqualTo(other.outcomes("page"));
        assertThat(ends(one)).isEqualTo(ends(other));
    }

    /**
     * Returns the series of the request class, without those of its circuit breakers. Only a breaker on the user's own
     * step has such series.
     */
    private static Map<String, List<Double>> ends(PlayedPolicy run) {
        Map<String, List<Double>> ends = run.series("page.");
        ends.keySet().removeIf(name -> name.startsWith("page.breaker"));
        return ends;
    }

    /** By Little's law, 10 requests/s that wait for 300 ms hold 3 of 20 workers. */
    @Test
    void callsWithoutAPrimaryWaitForTheDatabaseTimeout() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 20s",
                "components:",
                "  web: { kind: server, workers: 20, service: 0ms }",
                "  db: { kind: database, timeout: 300ms }",
                "requests:",
                "  page: { rate: constant(10/s), path: [web, db] }",
                "faults:",
                "  - at 0s: power-off db/primary");
        assertThat(run.outcome("page", "ok")).isZero();
        assertThat(run.measure("web", "workers_held")).isBetween(0.145, 0.155);
    }

    @ParameterizedTest
    @ChosenRows({1, 3, 6})
    @CsvSource(
            delimiter = '|',
            value = {
                RETRY + " | retry: none | ''",
                RETRY + " | " + ONCE_MORE + " | " + ONCE_MORE,
                "circuit_breaker: { minimum_calls: 10, open: 1s } | circuit_breaker: none | ''",
                "timeout: 50ms | timeout: 200ms | timeout: 200ms",
                "policies: [timeout: 50ms] | timeout: none | timeout: none",
                "fallback: {} | fallback: none | ''",
                "policies: [" + RETRY + "] | policies: [retry: none] | ''"
            })
    void stepPolicyOverridesTheComponentDefault(String component, String step, String alone) throws Exception {
        for (String fault : new String[] {"errors psp 50%", "hang psp for 2s"}) {
            assertEqualResults(
                    pay(", " + component, ", " + step, fault), pay("", alone.isEmpty() ? "" : ", " + alone, fault));
        }
    }

    /** Only the policy named by the step is replaced. The other policies of the component remain. */
    @Test
    void otherComponentPoliciesRemain() throws Exception {
        assertEqualResults(
                pay(", timeout: 50ms, " + RETRY + ", fallback: {}", ", " + ONCE_MORE, "hang psp for 2s"),
                pay("", ", timeout: 50ms, policies: [fallback: {}, " + ONCE_MORE + "]", "hang psp for 2s"));
    }

    /**
     * A circuit breaker of the step is inside the retry of the component. A fallback of the component is outside the
     * retry of the step.
     */
    @Test
    void policiesAreNestedInTheirFixedOrder() throws Exception {
        String breaker = "circuit_breaker: { minimum_calls: 10, open: 1s }";
        assertEqualResults(
                pay(", " + RETRY, ", " + breaker, "errors psp 80%"),
                pay("", ", policies: [" + RETRY + ", " + breaker + "]", "errors psp 80%"));
        assertEqualResults(
                pay(", fallback: {}", ", " + RETRY, "errors psp 80%"),
                pay("", ", policies: [fallback: {}, " + RETRY + "]", "errors psp 80%"));
    }

    @Test
    void balancerAttemptsUseThePoliciesOfTheBackends() throws Exception {
        String breaker = "circuit_breaker: { minimum_calls: 10, open: 1s }";
        for (String policy : new String[] {"timeout: 30ms", RETRY, breaker}) {
            assertEqualResults(
                    balanced("", ", " + policy, "lb", "web"), balanced("", "", "lb", "{ visit: web, " + policy + " }"));
            assertEqualResults(
                    balanced(", " + policy, "", "lb", "web"), balanced("", "", "{ visit: lb, " + policy + " }", "web"));
        }
    }

    private static PlayedPolicy balanced(String lb, String web, String first, String second) throws Exception {
        return PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  lb: { kind: load-balancer" + lb + " }",
                "  web: { kind: server, nodes: 2, service: exp(10ms)" + web + " }",
                "requests:",
                "  page: { rate: 40/s, steps: [" + first + ", " + second + "] }",
                "faults:",
                "  - at 1s: errors web 60% for 2s",
                "  - at 4s: pause web/1 for 500ms");
    }

    @Test
    void cacheLoadsUseThePoliciesOfTheSource() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, service: 1ms }",
                "  cache: { kind: cache, ttl: 100ms, source: db }",
                "  db: { kind: database, " + RETRY + ", circuit_breaker: { minimum_calls: 10, open: 1s } }",
                "requests:",
                "  page: { rate: 100/s, key: uniform(50), steps: [web, { read: cache }] }",
                "faults:",
                "  - at 1s: errors db 90% for 3s");
        assertThat(run.measure("db", "breaker_opened")).isPositive();
        assertThat(run.measure("db", "breaker_refused")).isPositive();
    }

    @Test
    void sessionLookupsUseThePoliciesOfTheStore() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, service: 1ms, sessions: { store: logins, users: 100 } }",
                "  logins: { kind: database, fallback: {} }",
                "requests:",
                "  page: { rate: 100/s, path: [web] }",
                "faults:",
                "  - at 1s: errors logins 50% for 3s");
        assertThat(run.measure("logins", "fallbacks")).isPositive();
        assertThat(run.outcome("page", "failed")).isZero();
    }

    @Test
    void publishingUsesThePoliciesOfTheQueue() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, service: 1ms }",
                "  mails: { kind: queue, " + RETRY + " }",
                "  sender: { kind: server, consumes: mails, service: 1ms }",
                "requests:",
                "  page: { rate: 100/s, steps: [web, publish: mails] }",
                "faults:",
                "  - at 1s: errors mails 30% for 3s");
        assertThat(run.outcome("page", "failed")).isBetween(1L, 20L);
    }

    @Test
    void metricsOfAllCallersAreCountedOnTheComponent() throws Exception {
        PlayedPolicy run = PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, nodes: 2, service: 1ms }",
                "  shop: { kind: server, service: 1ms }",
                "  psp: { kind: server, nodes: 2, service: 1ms, circuit_breaker: { minimum_calls: 10, open: 10s } }",
                "requests:",
                "  page: { rate: 100/s, steps: [web, call: psp] }",
                "  order: { rate: 100/s, steps: [shop, call: psp] }",
                "faults:",
                "  - at 1s: errors psp 90%");
        assertThat(run.measure("psp", "breaker_opened")).isEqualTo(3);
        assertThat(run.result().components().get("psp").nodes().get("1")).doesNotContainKey("breaker_opened");
        assertThat(run.result().history().timeline())
                .filteredOn(event -> event.what().equals("breaker-open"))
                .allMatch(
                        event -> event.component().equals("psp") && event.node().isEmpty())
                .extracting(event -> event.text().toString().replaceFirst("/[12]", ""))
                .contains("circuit breaker of shop to psp is open")
                .contains("circuit breaker of web to psp is open");
    }

    @Test
    void componentTimeoutDoesNotExtendTheClientTimeout() throws Exception {
        assertEqualResults(direct("timeout: 5s", "web"), direct("zones: 1", "web"));
        assertEqualResults(direct("timeout: none", "web"), direct("zones: 1", "web"));
        assertEqualResults(direct("timeout: 50ms", "web"), direct("zones: 1", "{ visit: web, timeout: 50ms }"));
    }

    private static PlayedPolicy direct(String web, String step) throws Exception {
        return PlayedPolicy.of(
                "run: 5s",
                "components:",
                "  web: { kind: server, service: exp(20ms), " + web + " }",
                "requests:",
                "  page: { rate: 40/s, timeout: 100ms, steps: [" + step + "] }",
                "faults:",
                "  - at 1s: hang web for 2s");
    }

    @Test
    void rejectsAStepThatDisablesAnAdmissionLimit() {
        assertThatThrownBy(() -> pay(", rate_limit: { rate: 10/s }", ", rate_limit: none", "errors psp 50%"))
                .isInstanceOf(InvalidScenarioException.class)
                .hasMessageContaining("rate_limit applies at the component, for all its callers");
    }

    @Test
    void rejectsAComponentAsItsOwnFallback() {
        assertThatThrownBy(() -> pay(", fallback: { to: psp }", "", "errors psp 50%"))
                .hasMessageContaining("psp calls itself");
    }
}
