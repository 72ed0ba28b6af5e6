package dev.brownout.hashing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Hash ring against the published results of ketama, and against values worked out by hand. */
class HashRingTest {
    private static final int[] WEIGHTS = {600, 300, 200, 350, 1000, 800, 950, 100};

    @Test
    void positionsPointsAndHostsMatchKetama() throws IOException {
        List<String> hosts =
                IntStream.rangeClosed(1, 8).mapToObj(i -> "10.0.1." + i).toList();
        int sum = Arrays.stream(WEIGHTS).sum();
        int[] points = Arrays.stream(WEIGHTS).map(w -> 4 * (w * 320 / sum)).toArray();
        HashRing ring = HashRing.of(hosts, points);
        List<String> rows;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                HashRingTest.class.getResourceAsStream("ketama_results.txt"), StandardCharsets.UTF_8))) {
            rows = lines.lines().toList();
        }
        assertThat(rows).hasSize(99);
        for (String row : rows) {
            String[] cells = row.split(" ", -1);
            long place = HashRing.place(cells[0]);
            assertThat(place).as(row).isEqualTo(Long.parseLong(cells[1]));
            assertThat(ring.pointAt(place)).as(row).isEqualTo(Long.parseLong(cells[2]));
            assertThat(hosts.get(ring.nodeAt(place))).as(row).isEqualTo(cells[3]);
        }
    }

    @Test
    void positionBelongsToTheNextPointAndWrapsAround() {
        HashRing ring = HashRing.of(List.of("a", "b"), 2);
        long first = ring.pointAt(0);
        int owner = ring.nodeAt(0);
        assertThat(ring.nodeAt(first)).isEqualTo(owner);
        assertThat(ring.pointAt(first + 1)).isGreaterThan(first);
        assertThat(ring.pointAt((1L << 32) - 1)).isEqualTo(first);
        assertThat(ring.nodeAt((1L << 32) - 1)).isEqualTo(owner);
    }

    @Test
    void sharesMatchSampledPositions() {
        HashRing ring = HashRing.of(List.of("a", "b", "c"), 7);
        double[] counted = new double[3];
        int samples = 1 << 20;
        for (int i = 0; i < samples; i++) {
            counted[ring.nodeAt((long) i << 12)] += 1.0 / samples;
        }
        double[] shares = ring.shares();
        assertThat(Arrays.stream(shares).sum()).isCloseTo(1, within(1e-12));
        for (int node = 0; node < 3; node++) {
            assertThat(shares[node]).isCloseTo(counted[node], within(1e-4));
        }
    }

    @Test
    void rejectsARingWithoutPoints() {
        assertThatThrownBy(() -> HashRing.of(List.of(), 4)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> HashRing.of(List.of("a"), 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
