package dev.brownout.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.ErlangFormulas;
import dev.brownout.databases.SeedAssertions;
import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Engines against exact models and formulas. Prompts have one token, and their computation takes no time. */
@Tag("law")
class InferenceLawTest {
    private static String site(int seed, String rate, String step, String settings) {
        return """
                run: { duration: 800s, warmup: 40s, seed: %d }
                network: none
                components:
                  gpu: { kind: inference, step: { %s, prefill_rate: 1G/s }, prompt: 1, %s }
                requests:
                  ask: { rate: %s, timeout: 10h, steps: [{ call: gpu, timeout: none }] }
                predict:
                  latency: ask.mean ~ 1s +/- 100%%
                  ttft: gpu.ttft.mean ~ 1s +/- 100%%
                  itl: gpu.itl.mean ~ 1s +/- 100%%
                  busy: gpu.utilization ~ 50%% +/- 100%%
                  rejected: ask.rejected ~ 1 +/- 100%%
                  all: ask.offered ~ 1 +/- 100%%
                """.formatted(seed, step, settings, rate);
    }

    private static double measure(String site, String metric) {
        return TestScenarioRunner.measure(TestScenarioRunner.run(site), metric);
    }

    /** Batch-dependent steps: the mean time of a call, and the share of the time with a step. */
    @ParameterizedTest
    @ChosenRows(2)
    @CsvSource({"4, 10, 1, 100, 256", "1.5, 10, 1, 80, 256", "2, 5, 5, 60, 4"})
    void batchesAreAMarkovChain(double rate, int base, int each, int output, int most) {
        IntFunction<String> site = seed -> site(
                seed,
                rate + "/s",
                "base: " + base + "ms, per_sequence: " + each + "ms",
                "output: exp(" + output + ") + 0.5, max_sequences: " + most);
        BatchChain chain = new BatchChain(rate, base / 1e3, each / 1e3, output, most, 150);
        SeedAssertions.agree(seed -> measure(site.apply(seed), "latency") / 1e9, chain.meanSeconds(), 0.05);
        SeedAssertions.agree(seed -> measure(site.apply(seed), "busy"), chain.busyShare(), 0.01);
    }

    /** With steps of 2 to 3 ms for calls of 2 s, the chain is a birth-death process but for 0.4 %. */
    @Test
    @Tag("change")
    void shortStepsAreABirthDeathProcess() {
        BatchChain chain = new BatchChain(2, 2e-3, 1e-4, 750, 256, 40);
        assertThat(chain.meanSeconds()).isCloseTo(chain.birthDeathSeconds(), within(0.004 * chain.birthDeathSeconds()));
        SeedAssertions.agree(
                seed -> measure(
                                site(seed, "2/s", "base: 2ms, per_sequence: 100us", "output: exp(750) + 0.5")
                                        .replace("800s", "150s"),
                                "latency")
                        / 1e9,
                chain.birthDeathSeconds(),
                0.004 * chain.birthDeathSeconds(),
                0.05);
    }

    /** One sequence at a time: M/D/1 with 20 steps of 11 ms for each call. */
    @Test
    void withoutBatchingAnEngineIsMD1() {
        double service = 20 * 0.011;
        double load = 3 * service;
        double wait = load * service / (2 * (1 - load));
        IntFunction<String> site =
                seed -> site(seed, "3/s", "base: 10ms, per_sequence: 1ms", "output: 20, max_sequences: 1");
        SeedAssertions.agree(seed -> measure(site.apply(seed), "ttft") / 1e9, wait + 0.011, 0.03);
        SeedAssertions.agree(seed -> measure(site.apply(seed), "latency") / 1e9, wait + service, 0.03);
    }

    /**
     * Room for six sequences, with a block for each: M/M/6 with calls of 2 s, and M/M/6/7 with one waiting sequence. A
     * call begins and ends with a step of 2 ms.
     */
    @Test
    @Tag("change")
    void roomOfTheKvCacheIsErlangs() {
        String capacity = "output: exp(1000) + 0.5, block: 100k, kv_tokens: 600k";
        double waiting = ErlangFormulas.waitProbability(4, 6);
        IntFunction<String> site = seed ->
                site(seed, "2/s", "base: 2ms, per_sequence: 0ms", capacity).replace("800s", "150s");
        SeedAssertions.agree(seed -> measure(site.apply(seed), "ttft") / 1e9, waiting, 0.004, 0.2);
        double loss = ErlangFormulas.lossProbability(4, 6);
        double beyond = loss * 4 / 6 / (1 + loss * 4 / 6);
        IntFunction<String> bounded = seed -> site.apply(seed).replace("kv_tokens", "queue: 1, kv_tokens");
        SeedAssertions.agree(
                seed -> measure(bounded.apply(seed), "rejected") / measure(bounded.apply(seed), "all"),
                beyond,
                0.005,
                0.2);
    }

    /** Without a place to wait the chain of two sizes is the recursion of Kaufman and Roberts. */
    @Test
    void chainOfTwoSizesIsKaufmanRoberts() {
        double[] loads = {2, 1.6};
        int[] sizes = {1, 2};
        MultiRateChain chain = new MultiRateChain(6, loads, sizes, false);
        for (int type = 0; type < 2; type++) {
            assertThat(chain.lossShare(type))
                    .isCloseTo(MultiRateChain.kaufmanRoberts(6, loads, sizes, type), within(1e-9));
        }
    }

    /**
     * Room of six blocks for calls of one and of two blocks, of 2 s each. The engine has no loss at admission: a call
     * waits for the end of the step of 2 ms, so the queue has one place at least, and a waiting call of two blocks lets
     * none pass.
     */
    @Test
    @Tag("change")
    void callsOfTwoSizesAreAMultiRateChain() {
        MultiRateChain chain = new MultiRateChain(6, new double[] {2, 1.6}, new int[] {1, 2}, true);
        IntFunction<String> site = seed -> """
                run: { duration: 300s, warmup: 20s, seed: %d }
                network: none
                components:
                  gpu:
                    kind: inference
                    step: { base: 2ms, per_sequence: 0ms, prefill_rate: 1G/s }
                    block: 100k
                    kv_tokens: 600k
                    batch_tokens: 1M
                    queue: 1
                    output: exp(1000) + 0.5
                    prompt: 1
                    endpoints: { large: { prompt: 100001 } }
                requests:
                  small: { rate: 1/s, timeout: 10h, steps: [{ call: gpu, timeout: none }] }
                  large: { rate: 0.8/s, timeout: 10h, steps: [{ call: gpu/large, timeout: none }] }
                predict:
                  small lost: small.rejected ~ 1 +/- 100%%
                  small all: small.offered ~ 1 +/- 100%%
                  large lost: large.rejected ~ 1 +/- 100%%
                  large all: large.offered ~ 1 +/- 100%%
                """.formatted(seed);
        Map<Integer, VariantResult> runs = new TreeMap<>();
        for (String size : new String[] {"small", "large"}) {
            SeedAssertions.agree(
                    seed -> {
                        VariantResult run =
                                runs.computeIfAbsent(seed, number -> TestScenarioRunner.run(site.apply(number)));
                        return TestScenarioRunner.measure(run, size + " lost")
                                / TestScenarioRunner.measure(run, size + " all");
                    },
                    chain.lossShare(size.equals("small") ? 0 : 1),
                    0.005,
                    0.1);
        }
    }

    /**
     * Issue 17598 of vLLM (May 2025): at 16 calls/s, inter-token latencies of 8.235 ms and 9.4167 ms with up to 16 and
     * 32 sequences. The two coefficients of a step follow from them: 7.0533 ms + 0.073856 ms n. The engine then shows
     * them if the arrivals keep the batch full.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"16, 8.235", "32, 9.4167"})
    void latenciesOfVllmWithFullBatches(int sequences, double millis) {
        String site = site(
                        1,
                        "16/s",
                        "base: 7053300ns, per_sequence: 73856ns",
                        "output: exp(300) + 0.5, max_sequences: " + sequences)
                .replace("800s, warmup: 40s", "60s, warmup: 20s");
        assertThat(measure(site, "itl") / 1e6).isCloseTo(millis, within(0.001));
    }

    /**
     * Issue 5 of orpheus-streaming (August 2025, H100): 5.807 s for calls in sequence and 17.228 s for 12 concurrent
     * calls. 1,000 tokens stand for the audio of a call.
     */
    @ParameterizedTest
    @ChosenRows
    @CsvSource({"1, 5.807", "12, 17.228"})
    void streamsOnAnH100(int users, double seconds) {
        String site = site(
                        1, "users(" + users + " think=0s)", "base: 4768727ns, per_sequence: 1038273ns", "output: 1000")
                .replace("800s, warmup: 40s", "100s, warmup: 20s");
        assertThat(measure(site, "latency") / 1e9).isCloseTo(seconds, within(0.001 * seconds));
    }
}
