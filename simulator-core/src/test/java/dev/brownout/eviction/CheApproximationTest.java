package dev.brownout.eviction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.HotKeys;
import dev.brownout.random.TraceKeys;
import dev.brownout.random.UniformKeys;
import dev.brownout.random.ZipfKeys;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheApproximationTest {
    @ParameterizedTest
    @CsvSource({
        "10000, 0.8, 1000, 0.436659722, 0.394179101",
        "10000, 1.0, 100, 0.390525485, 0.3423321",
        "100000, 1.0, 10000, 0.737339808, 0.701020174",
        "100000, 0.8, 1000, 0.204333763, 0.179212414",
    })
    void solvesTheFixedPoint(int objects, double zipf, int capacity, double lru, double fifo) {
        CheApproximation approximation = new CheApproximation(new ZipfKeys(zipf, objects));
        assertThat(approximation.lru(capacity)).isCloseTo(lru, Offset.offset(2e-7));
        assertThat(approximation.fifo(capacity)).isCloseTo(fifo, Offset.offset(2e-7));
    }

    @Test
    void isNearTheExactRatioOfSmallStores() {
        assertThat(new CheApproximation(new ZipfKeys(0.8, 100)).lru(10)).isCloseTo(0.263261, Offset.offset(1e-6));
        assertThat(new CheApproximation(new ZipfKeys(1.0, 6)).lru(3)).isCloseTo(0.636159, Offset.offset(1e-6));
    }

    @Test
    void hitRatioOfUniformKeysIsTheCachedShare() {
        CheApproximation approximation = new CheApproximation(new UniformKeys(100_000));
        assertThat(approximation.lru(10_000)).isCloseTo(0.1, Offset.offset(1e-9));
        assertThat(approximation.fifo(10_000)).isCloseTo(0.1, Offset.offset(1e-9));
    }

    @Test
    void aStoreForAllKeysAlwaysHits() {
        CheApproximation approximation = new CheApproximation(new ZipfKeys(1, 500));
        assertThat(approximation.lru(500)).isEqualTo(1);
        assertThat(approximation.fifo(501)).isEqualTo(1);
    }

    @Test
    void keysWithoutRequestsTakeNoSpace() {
        CheApproximation approximation =
                new CheApproximation(new HotKeys(List.of(new HotKeys.Hot(1, "star")), new UniformKeys(50)));
        assertThat(approximation.lru(1)).isEqualTo(1);
    }

    @Test
    void traceKeysNeedNoOrder() {
        CheApproximation trace = new CheApproximation(new TraceKeys(3, 1, 2, 2, 3, 3, 3, 2));
        CheApproximation hot = new CheApproximation(
                new HotKeys(List.of(new HotKeys.Hot(0.5, "c"), new HotKeys.Hot(0.375, "b")), new UniformKeys(1)));
        assertThat(trace.lru(2)).isCloseTo(hot.lru(2), Offset.offset(1e-12));
        assertThat(trace.fifo(1)).isCloseTo(hot.fifo(1), Offset.offset(1e-12));
    }
}
