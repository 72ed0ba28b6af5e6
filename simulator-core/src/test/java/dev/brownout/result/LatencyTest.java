package dev.brownout.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LatencyTest {
    @ParameterizedTest
    @CsvSource({"0.5, 2", "0.9, 10", "0.95, 20", "0.99, 100", "0.999, 1000", "0.9999, 10000"})
    void aQuantileNeedsOneSampleBeyondIt(double quantile, long samples) {
        assertThat(Latency.carries(samples, quantile)).isTrue();
        assertThat(Latency.carries(samples - 1, quantile)).isFalse();
    }
}
