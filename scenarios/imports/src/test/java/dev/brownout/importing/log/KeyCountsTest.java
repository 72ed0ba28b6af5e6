package dev.brownout.importing.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Key counts in bounded memory, compared with exact counts. */
class KeyCountsTest {
    @Test
    void countsAreExactBelowTheLimit() {
        SplittableRandom random = new SplittableRandom("keys".hashCode());
        KeyCounts keys = new KeyCounts();
        long[] exact = new long[KeyCounts.MAXIMUM - 1];
        for (int i = 0; i < 300_000; i++) {
            int key = (int) (exact.length * random.nextDouble() * random.nextDouble());
            exact[key]++;
            keys.add(KeyCounts.mixed(key + 1L), 1);
        }
        long[] expected =
                Arrays.stream(exact).filter(count -> count > 0).sorted().toArray();
        long[] ranked = keys.ranked();
        Arrays.sort(ranked);
        assertThat(ranked).isEqualTo(expected);
        assertThat(keys.complete()).isTrue();
    }

    @Test
    void aboveTheLimitKeysAreSampledAndTheHeadIsExact() {
        SplittableRandom random = new SplittableRandom("more keys".hashCode());
        KeyCounts keys = new KeyCounts();
        int distinct = 1_000_000;
        long[] exact = new long[distinct];
        for (int i = 0; i < 3_000_000; i++) {
            double u = random.nextDouble();
            int key = (int) (distinct * u * u * u * u);
            exact[key]++;
            keys.add(KeyCounts.mixed(key + 1L), 1);
        }
        long[] expected =
                Arrays.stream(exact).filter(count -> count > 0).sorted().toArray();
        long[] ranked = keys.ranked();
        assertThat(keys.complete()).isFalse();
        assertThat(keys.isKnown()).isTrue();
        // Each key is counted with probability 1 / oneOf, so the number of counted keys is binomial.
        double oneOf = keys.oneOf();
        double deviation = Math.sqrt(expected.length * (oneOf - 1));
        assertThat((double) ranked.length)
                .isBetween(expected.length - 4.5 * deviation, expected.length + 4.5 * deviation);
        for (int rank : new int[] {1, 2, 3, 10, 50}) {
            assertThat(ranked[rank - 1]).as("rank %d", rank).isEqualTo(expected[expected.length - rank]);
        }
    }

    @Test
    void ranksAreUnknownForMillionsOfKeys() {
        KeyCounts keys = new KeyCounts();
        for (int i = 0; i < 6_000_000; i++) {
            keys.add(KeyCounts.mixed(i + 1L), 1);
        }
        assertThat(keys.isKnown()).isFalse();
    }
}
