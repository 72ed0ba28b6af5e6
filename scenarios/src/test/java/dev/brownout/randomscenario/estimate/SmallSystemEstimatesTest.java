package dev.brownout.randomscenario.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.randomscenario.ScenarioCase;
import dev.brownout.randomscenario.Shrinker;
import dev.brownout.rounds.TestRound;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Small random systems, in which no estimate of utilization, response time, queue, overload or saturation contradicts
 * the run. The numbers of a build depend on the commit and are printed; all of them are among the numbers of
 * {@code .ci/thorough}. The share of rows without an estimate is checked for all numbers only: the few systems of a
 * commit do not decide it.
 *
 * <p>{@code -Dbrownout.estimates=1000} sets the number of systems, {@code -Dbrownout.estimates.from=5000} sets the
 * number of the first one.
 */
@Tag("slow")
class SmallSystemEstimatesTest {
    private static final int NUMBERS = 1000;
    private static final int CHOSEN = 40;

    private final AtomicLong valid = new AtomicLong();
    private final AtomicLong rows = new AtomicLong();
    private final AtomicLong withheld = new AtomicLong();
    private final Map<Long, Map<String, String>> found = new ConcurrentSkipListMap<>();

    @Test
    void noEstimateContradictsTheRun() {
        int many = Integer.getInteger("brownout.estimates", CHOSEN);
        long from = Long.getLong("brownout.estimates.from", Math.floorMod(TestRound.commit(), NUMBERS - CHOSEN));
        System.out.println("small systems of this commit: " + many + " from number " + from);
        check(from, many);
    }

    @Test
    @Tag("thorough")
    @Timeout(value = 1, unit = TimeUnit.HOURS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void noEstimateOfFurtherSystemsContradictsTheRun() {
        check(0, NUMBERS);
        assertThat(withheld.get()).as("rows without an estimate").isLessThan(rows.get() * 3 / 4);
    }

    private void check(long from, int many) {
        LongStream.range(from, from + many).parallel().forEach(this::check);
        System.out.println(valid + " small systems, " + found.size() + " with a contradiction, " + withheld + " of "
                + rows + " rows without an estimate");
        assertThat(valid.get()).as("valid systems").isGreaterThanOrEqualTo(many * 9L / 10);
        assertThat(withheld.get()).as("rows without an estimate").isLessThan(rows.get());
        found.entrySet().stream().findFirst().ifPresent(first -> {
            throw new AssertionError(found + "\nnumber " + first.getKey() + ", made smaller:\n"
                    + smallest(
                            first.getKey(), first.getValue().keySet().iterator().next()));
        });
    }

    private void check(long number) {
        ScenarioCase system = new ScenarioCase(SmallSystem.yaml(number), Map.of());
        if (system.validate().file().isEmpty()) {
            return;
        }
        try {
            EstimateCheck check = EstimateCheck.of(system);
            valid.incrementAndGet();
            rows.addAndGet(check.rows());
            withheld.addAndGet(check.withheldRows());
            if (!check.contradictions().isEmpty()) {
                found.put(number, check.contradictions());
            }
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError("number " + number, wrong);
        }
    }

    /** Returns the smallest system found that has a contradiction of the same category. */
    private static ScenarioCase smallest(long number, String category) {
        return new Shrinker(Map.of(), candidate -> {
                    try {
                        return candidate.validate().file().isPresent()
                                && EstimateCheck.of(candidate).contradictions().containsKey(category);
                    } catch (InvalidScenarioException wrong) {
                        return false;
                    }
                })
                .smallest(new ScenarioCase(SmallSystem.yaml(number), Map.of()));
    }
}
