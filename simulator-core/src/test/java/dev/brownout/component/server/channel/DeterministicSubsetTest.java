package dev.brownout.component.server.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Subsets of backends, compared with the numbers of Google's SRE book. */
class DeterministicSubsetTest {
    private static int[] connections(int backends, int clients, int size) {
        List<Integer> all = IntStream.range(0, backends).boxed().toList();
        int[] counts = new int[backends];
        for (int client = 0; client < clients; client++) {
            DeterministicSubset.subset(all, client, size).forEach(backend -> counts[backend]++);
        }
        return counts;
    }

    /** Figure 20-5: 300 clients and 10 of 300 backends: each backend receives exactly the same number. */
    @Test
    void eachBackendHasTheSameNumberOfConnections() {
        assertThat(connections(300, 300, 10)).containsOnly(10);
        assertThat(connections(12, 10, 3)).contains(2, 3).hasSize(12);
        assertThat(IntStream.of(connections(12, 10, 3)).sum()).isEqualTo(30);
    }

    @Test
    void aSubsetHasNoBackendTwice() {
        List<Integer> all = IntStream.range(0, 13).boxed().toList();
        assertThat(DeterministicSubset.subset(all, 7, 4)).hasSize(4).doesNotHaveDuplicates();
        assertThat(DeterministicSubset.subset(all, 7, 13)).isEqualTo(all);
    }
}
