package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.TestRound;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random scenarios that {@code validate} accepts run to their end, pass the audit, and give the same bytes in a second
 * run. Their numbers depend on the commit and are printed. All of them are among the numbers of {@code .ci/thorough}.
 *
 * <p>{@code -Dbrownout.random=10000} sets the number of runs and prints the coverage,
 * {@code -Dbrownout.random.from=300} sets the number of the first scenario.
 */
@Tag("slow")
class RandomScenariosTest {
    private static final int NUMBERS = 1240;
    private static final int CHOSEN = 6;
    private static final int MORE = 40;
    private static final int MADE = 300;
    private static final int ENOUGH_FOR_PAIRS = 3000;
    private static final int PAIRS_IN_TEN_THOUSAND = 20;

    @Test
    @Timeout(value = 5, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void validScenariosRunAndPassTheAudit() {
        Integer many = Integer.getInteger("brownout.random");
        int from = Integer.getInteger("brownout.random.from", many == null ? first() : 0);
        RandomRun run = attempt(from, many == null ? CHOSEN : many);
        if (many != null) {
            System.out.println(run.report());
        }
        check(run);
        if (run.all() >= MORE) {
            checkWords(run, run.all());
        }
        if (run.all() >= ENOUGH_FOR_PAIRS) {
            assertThat(run.coverage().of("setting cache.eviction=opt"))
                    .as("caches with optimal eviction")
                    .isGreaterThan(run.all() / 100);
            int least = run.all() * PAIRS_IN_TEN_THOUSAND / 10_000;
            List<String> rare = Coverage.pairs().stream()
                    .filter(pair -> run.coverage().of(pair) < least)
                    .toList();
            assertThat(rare).as("pairs covered less than " + least + " times").isEmpty();
        }
    }

    /** Further scenarios are only generated and validated, so that all words of the language are covered. */
    @Test
    @Tag("change")
    void moreScenariosCoverAllWords() {
        RandomRun run = attempt(0, MORE);
        for (int number = MORE; number < MADE; number++) {
            run.create(number);
        }
        check(run);
        checkWords(run, MORE);
    }

    /** Returns the first number of this commit, and prints it. */
    private static int first() {
        int from = Math.floorMod(TestRound.commit(), NUMBERS - CHOSEN);
        System.out.println("random scenarios of this commit: " + CHOSEN + " from number " + from);
        return from;
    }

    private static void check(RandomRun run) {
        if (!run.failures().isEmpty()) {
            RandomRun.Failure first = run.failures().get(0);
            String all = run.failures().stream()
                    .map(f -> f.number() + ": " + f.kind() + "\n")
                    .reduce("", String::concat);
            throw new AssertionError(all + "the first, made smaller:\n" + run.smallest(first), first.wrong());
        }
    }

    private static void checkWords(RandomRun run, int runs) {
        assertThat(run.valid()).as("valid scenarios").isGreaterThan(run.all() * 9 / 10);
        assertThat(run.checkedReads()).as("reads judged by the ledger").isGreaterThan(5L * runs);
        List<String> never = Coverage.words().stream()
                .filter(word -> run.coverage().of(word) == 0)
                .toList();
        assertThat(never).as("contents that no scenario has").isEmpty();
    }

    /** Runs even and odd numbers in two threads, as this is by far the longest test of the module. */
    private static RandomRun attempt(int from, int many) {
        CompletableFuture<RandomRun> concurrent =
                CompletableFuture.supplyAsync(() -> everySecond(from + 1L, from, many));
        RandomRun run = everySecond(from, from, many);
        run.add(concurrent.join());
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
        assertThat(ScenarioGenerator.create(7).scenario())
                .isEqualTo(ScenarioGenerator.create(7).scenario());
    }

    @Test
    void shrinkerReducesAScenario() {
        ScenarioCase large = LongStream.iterate(5, number -> number + 1)
                .mapToObj(ScenarioGenerator::create)
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
