package dev.brownout.inference;

import static dev.brownout.databases.TestScenarioRunner.measure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Limits of tokens in front of an inference tier and of the API of a language model. A run takes 60 s. */
class TokenRateLimitTest {
    private static final String TIER = "kind: inference, prompt: 150, output: 10, max_output: 50";
    private static final String API = "kind: external, latency: 10ms, prompt: 150, output: 10, max_output: 50";

    private static VariantResult run(String component, String rate, String policies, String rest) {
        return TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  llm: { %s }
                requests:
                  ask: { rate: %s, timeout: 50s, path: [llm] %s }
                predict:
                  admitted: llm.admitted_tokens ~ 1 +/- 100%%
                  over: llm.token_limited ~ 1 +/- 100%%
                  limited: ask.limited ~ 1 +/- 100%%
                  offered: ask.offered ~ 1 +/- 100%%
                  good: ask.good ~ 1 +/- 100%%
                %s
                """.formatted(component, rate, policies, rest));
    }

    private static double value(VariantResult result, String name) {
        return TestScenarioRunner.measure(result, name);
    }

    /**
     * 10 calls/s of 150 + 50 tokens against 1,000 tokens/s: the bucket begins with the tokens of a minute, or those
     * stated.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate: 60k/min, unit: tokens, burst: 1000                      | 61000
            rate: 6k/min, unit: tokens                                    | 12000
            rate: 500/s, unit: tokens, algorithm: fixed-window, window: 1s | 24000
            """)
    void saturatedLimitAdmitsBurstAndRate(String limit, double tokens) {
        for (String kind : new String[] {TIER, API}) {
            VariantResult result = run(kind + ", rate_limit: { " + limit + " }", "constant(10/s)", "", "");
            assertThat(value(result, "admitted")).as(kind).isBetween(tokens - 200, tokens);
            assertThat(value(result, "over")).isEqualTo(value(result, "limited"));
            assertThat(value(result, "offered") - value(result, "limited")).isEqualTo(value(result, "admitted") / 200);
        }
    }

    /** Calls of different sizes: never more than burst and rate, and less by at most one call. */
    @Test
    void admittedTokensOfDifferentCallsAreTheLimit() {
        VariantResult result = run(
                "kind: external, latency: 10ms, prompt: uniform(100 700), output: 10, max_output: 300,"
                        + " rate_limit: { rate: 5k/s, unit: tokens, burst: 5000 }",
                "50/s",
                "",
                "");
        assertThat(value(result, "admitted")).isBetween(305_000.0 - 1000, 305_000.0);
        assertThat(value(result, "limited")).isGreaterThan(1000);
    }

    /** A call over the whole burst never passes. */
    @Test
    void callOverTheBurstIsRejected() {
        VariantResult result =
                run(API + ", rate_limit: { rate: 6k/min, unit: tokens, burst: 199 }", "constant(1/s)", "", "");
        assertThat(value(result, "admitted")).isZero();
        assertThat(value(result, "over")).isEqualTo(value(result, "offered"));
    }

    /** The bucket has 400 tokens, so the third call of the first second waits two seconds for 200 tokens. */
    @Test
    void retriesWaitUntilTheTokensAreThere() {
        VariantResult result = run(
                API + ", rate_limit: { rate: 100/s, unit: tokens, burst: 400, retry_after: true }",
                "constant(3/s)",
                ", retry: { attempts: 2, backoff: constant(1ms), limited: true }",
                "faults: [ at 1s: traffic x0 for 59s ]");
        assertThat(value(result, "limited")).isZero();
        assertThat(value(result, "admitted")).isEqualTo(600);
        assertThat(value(result, "over")).isEqualTo(1);
    }

    /** 2 requests/s, then 600 tokens/s: calls of 200 tokens pass the second limit, and every other one of 600. */
    @ParameterizedTest
    @CsvSource({"150, 120", "550, 60"})
    void requestsAndTokensAreLimitedTogether(int prompt, double calls) {
        VariantResult result = run(
                "kind: external, latency: 10ms, prompt: " + prompt + ", output: 10, max_output: 50, policies: ["
                        + "{ rate_limit: { rate: 2/s, burst: 1, shared: true } },"
                        + " { rate_limit: { rate: 600/s, unit: tokens, burst: 600, shared: true } }]",
                "constant(10/s)",
                "",
                "");
        assertThat(value(result, "offered") - value(result, "limited")).isBetween(calls - 1, calls + 1);
    }

    @Test
    void limitOfTokensChanges() {
        String limit = API + ", rate_limit: { rate: 400/s, unit: tokens, burst: 400 }";
        VariantResult result =
                run(limit, "constant(10/s)", "", "faults: [ at 30s: set-rate-limit llm 800/s unit=tokens ]");
        assertThat(value(result, "admitted")).isBetween(36_400.0 - 400, 36_400.0);
        assertThatThrownBy(() -> run(limit, "10/s", "", "faults: [ at 30s: set-rate-limit llm 800/s ]"))
                .hasMessageContaining("counts tokens, not calls: add unit=tokens");
    }

    /** Tokens of billed calls, up to the maximum output, at a price per million. */
    @Test
    void tokensAreBilled() {
        VariantResult result = TestScenarioRunner.run("""
                run: { duration: 60s, seed: 3 }
                network: none
                components:
                  llm:
                    kind: external
                    latency: 10ms
                    errors: 20%
                    prompt: 150
                    output: 80
                    max_output: 50
                    price: $0.001
                    prompt_price: $2
                    output_price: $10
                requests:
                  ask: { rate: constant(10/s), timeout: 50s, path: [llm] }
                predict:
                  billed: llm.billed_calls ~ 1 +/- 100%
                  prompts: llm.prompt_tokens ~ 1 +/- 100%
                  outputs: llm.output_tokens ~ 1 +/- 100%
                  cost: llm.cost ~ $1 +/- 100%
                  million: llm.cost_per_million_tokens ~ $1 +/- 100%
                """);
        double billed = value(result, "billed");
        assertThat(billed).isBetween(400.0, 560.0);
        assertThat(value(result, "prompts")).isEqualTo(150 * billed);
        assertThat(value(result, "outputs")).isEqualTo(50 * billed);
        double call = 0.001 + (150 * 2 + 50 * 10) / 1e6;
        assertThat(value(result, "cost")).isCloseTo(call * billed, within(1e-9));
        assertThat(value(result, "million")).isCloseTo(call * 1e6 / 200, within(1e-6));
    }

    /** An output ends at its maximum. */
    @Test
    void outputsEndAtTheirMaximum() {
        VariantResult result = run("kind: inference, prompt: 10, output: 80, max_output: 50", "constant(1/s)", "", "");
        assertThat(measure(result, "llm", "output_tokens")).isEqualTo(50 * value(result, "good"));
        assertThat(measure(result, "llm", "truncated")).isEqualTo(value(result, "offered"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            server    | rate_limit: { rate: 1k/s, unit: tokens } | llm serves no language model, so its calls have no
            inference | rate_limit: { rate: 1k/s, unit: tokens } | add 'prompt', 'output' and 'max_output' to llm
            external  | rate_limit: { rate: 1k/s, unit: tokens } | add 'prompt', 'output' and 'max_output' to llm
            external  | prompt: 5                                | have a 'prompt' and an 'output': add output
            external  | output_price: $5                         | 'output_price' needs calls with tokens
            inference | rate_limit: { rate: 1/s, unit: tokens, algorithm: leaky-bucket } | applies to token-bucket
            """)
    void misuseIsAnError(String kind, String settings, String message) {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                run: 10s
                components: { llm: { kind: %s, %s } }
                requests: { ask: { rate: 1/s, path: [llm] } }
                """.formatted(kind, settings)))
                .hasMessageContaining(message);
    }

    @Test
    void callersHaveNoLimitOfTokens() {
        assertThatThrownBy(() -> TestScenarioRunner.run("""
                run: 10s
                components: { web: { kind: server }, llm: { kind: inference, max_output: 9 } }
                requests:
                  ask: { rate: 1/s, steps: [web, { call: llm, rate_limit: { rate: 1k/s, unit: tokens } }] }
                """))
                .hasMessageContaining("belongs to the component that serves the language model");
    }
}
