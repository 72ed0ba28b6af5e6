package dev.brownout.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LatencyCountsTest {
    @Test
    void latencyLiesInItsBucket() {
        for (long nanos = 0; nanos >= 0 && nanos < Long.MAX_VALUE / 2; nanos += 1 + nanos / 37) {
            int bucket = LatencyCounts.bucket(nanos);
            assertThat(nanos).isBetween(LatencyCounts.minimum(bucket), LatencyCounts.minimum(bucket + 1) - 1);
        }
        assertThat(LatencyCounts.minimum(1)).isEqualTo(8192);
        assertThat(LatencyCounts.bucket(8191)).isZero();
    }

    @Test
    void bucketWidthIsAtMostAQuarterOfItsLowerBound() {
        for (int bucket = 1; bucket < 190; bucket++) {
            long from = LatencyCounts.minimum(bucket);
            assertThat(LatencyCounts.minimum(bucket + 1) - from).isBetween(1L, from / 4);
        }
    }

    @Test
    void intervalsAreSummed() {
        LatencyCounts counts = new LatencyCounts(new int[][] {{2, 5, 0, 1}, {}, {1, 7}});
        assertThat(counts.sum(0, 3)).containsExactly(0, 7, 5, 0, 1);
        assertThat(counts.sum(1, 2)).isEmpty();
        assertThat(counts.count(0, 4)).isEqualTo(1);
        assertThat(counts.count(0, 5)).isZero();
        assertThat(counts.count(1, 2)).isZero();
    }
}
