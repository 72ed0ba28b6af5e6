package dev.brownout.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.LatencyCounts;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a trend tells of its steps in coarser buckets is what was recorded. */
class TrendTest {
    @Test
    void everySampleIsCountedInItsBucket() {
        Trend trend = new Trend(new Grid(30, 10, List.of()));
        int[][] expected = new int[3][400];
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            int step = i % 2;
            long nanos = (long) Math.pow(2, 16 + random.nextDouble() * 20);
            trend.recordIn(step, nanos);
            expected[step][LatencyCounts.bucket(nanos)]++;
        }
        LatencyCounts counts = new LatencyCounts(trend.counts(LatencyCounts::bucket));
        for (int step = 0; step < 3; step++) {
            for (int bucket = 0; bucket < 400; bucket++) {
                assertThat(counts.count(step, bucket)).isEqualTo(expected[step][bucket]);
            }
        }
        assertThat(counts.steps()[2]).isEmpty();
    }
}
