package dev.brownout.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceTest {
    @Test
    void pairedDifferenceIsPerReplication() {
        Difference difference = new Difference("p99", "ns", new Sample(1, 5, 9), new Sample(2, 7, 9));
        assertThat(difference.paired().mean()).isEqualTo(1);
        assertThat(difference.paired().variance()).isEqualTo(1);
        assertThat(difference.varianceRemoved()).isEqualTo(1 - 1 / (16.0 + 13), within(1e-12));
    }

    @Test
    void correlatedSamplesLoseTheirVariance() {
        assertThat(new Difference("p99", "ns", new Sample(1, 2, 4), new Sample(11, 12, 14)).varianceRemoved())
                .isEqualTo(1);
        assertThat(new Difference("p99", "ns", new Sample(1, 2), new Sample(2, 1)).varianceRemoved())
                .isEqualTo(-1);
        assertThat(new Difference("p99", "ns", new Sample(1, 1), new Sample(2, 2)).varianceRemoved())
                .isNaN();
    }

    @Test
    void holmCorrectionIsStricterForSeveralTests() {
        Sample none = new Sample(0, 0, 0, 0, 0);
        Difference sure = new Difference("sure", "1", none, new Sample(10, 10.1, 9.9, 10, 10));
        Difference near = new Difference("near", "1", none, new Sample(1, 2, 3, 4, 0.4));
        Difference chance = new Difference("chance", "1", none, new Sample(1, -1, 2, -2, 0.1));
        assertThat(near.paired().improbability()).isBetween(0.025, 0.05);
        assertThat(Difference.significant(List.of(near), 0.95)).containsExactly(near);
        assertThat(Difference.significant(List.of(chance, near, sure), 0.95)).containsExactly(sure);
        assertThat(Difference.significant(List.of(near, sure), 0.95)).containsExactly(sure, near);
        Difference empty = new Difference("empty", "1", none, new Sample(1, 2, 3, 4, Double.NaN));
        assertThat(Difference.significant(List.of(empty), 0.95)).isEmpty();
    }
}
