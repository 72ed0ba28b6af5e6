package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random scenarios that {@code validate} accepts run to their end, pass the audit, and give the same bytes in a second
 * run. Further scenarios are only generated and validated, so that all words of the language are covered.
 *
 * <p>{@code -Dbrownout.random=10000} sets the number of runs and prints the coverage,
 * {@code -Dbrownout.random.from=300} sets the number of the first scenario.
 */
class RandomScenariosTest {
    private static final int USUALLY = 40;
    private static final int MADE = 300;
    private static final int ENOUGH_FOR_PAIRS = 3000;
    private static final int PAIRS_IN_TEN_THOUSAND = 20;

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void validScenariosRunAndPassTheAudit() {
        int many = Integer.getInteger("brownout.random", USUALLY);
        int from = Integer.getInteger("brownout.random.from", 0);
        RandomRun run = attempt(from, many);
        if (many == USUALLY) {
            for (int number = from + many; number < from + MADE; number++) {
                run.make(number);
            }
        } else {
            System.out.println(run.report());
        }
        if (!run.failures().isEmpty()) {
            RandomRun.Failure first = run.failures().get(0);
            String all = run.failures().stream()
                    .map(f -> f.number() + ": " + f.kind() + "\n")
                    .reduce("", String::concat);
            throw new AssertionError(all + "the first, made smaller:\n" + run.smallest(first), first.wrong());
        }
        assertThat(run.valid()).as("valid scenarios").isGreaterThan(run.all() * 9 / 10);
        if (many >= USUALLY) {
            assertThat(run.judged()).as("reads judged by the ledger").isGreaterThan(5L * many);
            List<String> never = Coverage.words().stream()
                    .filter(word -> run.coverage().of(word) == 0)
                    .toList();
            assertThat(never).as("contents that no scenario has").isEmpty();
        }
        if (many >= ENOUGH_FOR_PAIRS) {
            assertThat(run.coverage().of("setting cache.eviction=opt"))
                    .as("caches with optimal eviction")
                    .isGreaterThan(many / 100);
            int least = many * PAIRS_IN_TEN_THOUSAND / 10_000;
            List<String> rare = Coverage.pairs().stream()
                    .filter(pair -> run.coverage().of(pair) < least)
                    .toList();
            assertThat(rare).as("pairs covered less than " + least + " times").isEmpty();
        }
    }

    /** Runs even and odd numbers in two threads, as this is by far the longest test of the module. */
    private static RandomRun attempt(int from, int many) {
        CompletableFuture<RandomRun> beside = CompletableFuture.supplyAsync(() -> everySecond(from + 1L, from, many));
        RandomRun run = everySecond(from, from, many);
        run.add(beside.join());
        return run;
    }

    private static RandomRun everySecond(long first, int from, int many) {
        RandomRun run = new RandomRun();
        for (long number = first; number < (long) from + many; number += 2) {
            run.attempt(number);
        }
        return run;
    }

    @Test
    void equalNumbersGiveEqualScenarios() {
        assertThat(ScenarioGenerator.make(7).scenario())
                .isEqualTo(ScenarioGenerator.make(7).scenario());
    }

    @Test
    void shrinkerReducesAScenario() {
        ScenarioCase large = LongStream.iterate(5, number -> number + 1)
                .mapToObj(ScenarioGenerator::make)
                .filter(made -> made.file().isPresent())
                .findFirst()
                .orElseThrow()
                .scenario();
        ScenarioCase small =
                new Shrinker(large.files(), c -> c.validate().file().isPresent()).smallest(large);
        assertThat(small.validate().file()).isPresent();
        assertThat(small.yaml().lines().count()).isLessThan(large.yaml().lines().count() / 2);
    }
}
