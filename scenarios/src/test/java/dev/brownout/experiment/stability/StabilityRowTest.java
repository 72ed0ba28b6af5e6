package dev.brownout.experiment.stability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.overlay.Variation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Verdicts of a row, and observations against the assumption that larger triggers are never safer. */
class StabilityRowTest {
    private static final StoppingRule RULE = new StoppingRule(10, 3);

    /**
     * Returns a row of triggers of 1 s, 2 s and so on; {@code tested} is the index of a trigger that passed its test.
     */
    private static StabilityRow row(int tested, int[]... runsAndFailures) {
        List<StabilityCell> cells = new ArrayList<>();
        for (int i = 0; i < runsAndFailures.length; i++) {
            Optional<StabilityCell.Test> test =
                    i == tested ? Optional.of(new StabilityCell.Test(50, true)) : Optional.empty();
            cells.add(new StabilityCell(
                    Variation.of("a=" + (i + 1) + "s").values().get(0),
                    RULE.estimate(runsAndFailures[i][0], runsAndFailures[i][1], 0.95),
                    test));
        }
        return new StabilityRow(Variation.of("load=1/s").values().get(0), cells, true, 0.1);
    }

    @Test
    void verdictsFollowFromTestsAndIntervals() {
        StabilityRow row = row(1, new int[] {10, 0}, new int[] {10, 0}, new int[] {10, 1}, new int[] {3, 3});
        assertThat(row.cells().stream().map(row::verdict))
                .containsExactly(
                        StabilityVerdict.SAFE,
                        StabilityVerdict.SAFE,
                        StabilityVerdict.UNDECIDED,
                        StabilityVerdict.UNSAFE);
        assertThat(row.firstFailure().orElseThrow().trigger().text()).isEqualTo("3s");
        assertThat(row.smallestUnsafe().orElseThrow().trigger().text()).isEqualTo("4s");
        assertThat(row.reversal()).isEmpty();
    }

    @Test
    void reversalIsReportedWithItsSignificance() {
        StabilityRow chance = row(0, new int[] {10, 0}, new int[] {10, 1}, new int[] {10, 0}, new int[] {3, 3});
        TriggerReversal overlap = chance.reversal().orElseThrow();
        assertThat(overlap.smaller().trigger().text()).isEqualTo("2s");
        assertThat(overlap.larger().trigger().text()).isEqualTo("3s");
        assertThat(overlap.significant()).isFalse();

        StabilityRow island = row(0, new int[] {10, 0}, new int[] {3, 3}, new int[] {10, 0});
        assertThat(island.reversal().orElseThrow().significant()).isFalse();
        assertThat(island.largestSafe().orElseThrow().trigger().text()).isEqualTo("1s");
        assertThat(island.smallestUnsafe()).isEmpty();

        StoppingRule longer = new StoppingRule(20, 5);
        StabilityCell bad =
                new StabilityCell(Variation.of("a=1s").values().get(0), longer.estimate(5, 5, 0.95), Optional.empty());
        StabilityCell good =
                new StabilityCell(Variation.of("a=2s").values().get(0), longer.estimate(20, 0, 0.95), Optional.empty());
        StabilityRow reversed =
                new StabilityRow(Variation.of("load=1/s").values().get(0), List.of(bad, good), true, 0.1);
        assertThat(reversed.reversal().orElseThrow().significant()).isTrue();
        assertThat(reversed.largestSafe()).isEmpty();
    }
}
