package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.RequestResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Timeouts around retries, hedges and fallbacks: no attempt follows after them, and attempts that have been sent
 * continue.
 */
class TimeoutAroundRetriesTest {
    /** Calls in the first 5 s of a server that takes 10 s for each. */
    private static PlayedPolicy slow(String web, String request) throws Exception {
        return PlayedPolicy.of(
                "run: 60s",
                "network: none",
                "components:",
                "  gate: { kind: server, cores: 1000, service: 0ms }",
                "  web: { kind: server, cores: 1000, service: 10s, " + web + " }",
                "  spare: { kind: server, cores: 1000, service: 10ms }",
                "requests:",
                "  page: { rate: step(10/s 0/s every=5s), " + request + " }");
    }

    private static PlayedPolicy slow(String timeout, String policies, String path) throws Exception {
        return slow("cancellation: running", "path: " + path + ", timeout: " + timeout + ", policies: " + policies);
    }

    private static void assertAttempts(PlayedPolicy run, int attempts) {
        RequestResult page = run.result().requests().get("page");
        assertThat(page.offered()).isGreaterThan(30);
        assertThat(page.outcomes()).containsOnlyKeys("timed_out");
        assertThat(page.attempts()).isEqualTo(attempts * page.offered());
    }

    /**
     * Attempts end after 300 ms and are 500 ms apart: those at 0, 500 and 1000 ms begin before a timeout of 1200 ms.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [retry: { attempts: 6, backoff: constant(200ms) }] | 6
            [timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [timeout: 1200ms, bulkhead: 1000, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [timeout: 9s, timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [timeout: 1200ms, timeout: 9s, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [timeout: 1200ms, deadline: 9s, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [timeout: 1200ms, cancel_on_timeout: true, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [cancel_on_timeout: true, timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }] | 3
            [retry: { attempts: 6, backoff: constant(200ms) }, timeout: 1200ms] | 6
            """)
    void retriesBeginBeforeTheTimeout(String policies, int attempts) throws Exception {
        assertAttempts(slow("300ms", policies, "[web]"), attempts);
    }

    /** Hedges are sent after 200, 400 and 600 ms, before a timeout of 700 ms. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [hedge: { after: 200ms, attempts: 9 }] | 9
            [timeout: 700ms, hedge: { after: 200ms, attempts: 9 }] | 4
            [timeout: 700ms, hedge: { after: 200ms, attempts: 9, cancel: false }] | 4
            [timeout: 700ms, retry: { attempts: 2, backoff: none }, hedge: { after: 200ms, attempts: 9 }] | 4
            """)
    void hedgesBeginBeforeTheTimeout(String policies, int attempts) throws Exception {
        assertAttempts(slow("9s", policies, "[web]"), attempts);
    }

    /** Policies of a step, of a component, and of both, with the timeout as the outer one. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            | [timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }]
            [timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }] |
            [timeout: 1200ms] | [retry: { attempts: 6, backoff: constant(200ms) }]
            [retry: { attempts: 6, backoff: constant(200ms) }] | [timeout: 1200ms]
            """)
    void stepsAndComponentsHaveTheSameOrder(String component, String step) throws Exception {
        PlayedPolicy run = slow(
                component == null ? "queue: 0" : "policies: " + component,
                "timeout: none, steps: [gate, { call: web, timeout: 300ms" + (step == null ? "" : ", policies: " + step)
                        + " }]");
        assertThat(run.measure("web", "offered")).isEqualTo(3 * run.measure("gate", "offered"));
    }

    /** A server that fails after 1 s is not replaced if its caller has timed out after 700 ms. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            [fallback: { to: spare }] | 1
            [timeout: 1200ms, fallback: { to: spare }] | 1
            [timeout: 700ms, fallback: { to: spare }] | 0
            """)
    void fallbacksBeginBeforeTheTimeout(String policies, int share) throws Exception {
        PlayedPolicy run = slow(
                "queue: 0", "timeout: none, steps: [gate, { call: web, timeout: 1s, policies: " + policies + " }]");
        assertThat(run.measure("gate", "offered")).isGreaterThan(30);
        assertThat(run.measure("gate", "fallbacks")).isEqualTo(share * run.measure("gate", "offered"));
        assertThat(run.measure("spare", "offered")).isEqualTo(share * run.measure("gate", "offered"));
    }

    /** The work of an attempt that has been sent is done: 10 s of a core for each of the three attempts. */
    @Test
    void attemptsThatHaveBeenSentContinue() throws Exception {
        PlayedPolicy run =
                slow("300ms", "[timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }]", "[web]");
        long attempts = run.result().requests().get("page").attempts();
        assertThat(run.measure("web", "utilization") * 1000 * 60).isBetween(attempts * 9.99, attempts * 10.01);
        PlayedPolicy cancelled = slow(
                "300ms",
                "[cancel_on_timeout: true, timeout: 1200ms, retry: { attempts: 6, backoff: constant(200ms) }]",
                "[web]");
        assertThat(cancelled.measure("web", "utilization") * 1000 * 60).isBetween(attempts * 0.26, attempts * 0.28);
    }
}
