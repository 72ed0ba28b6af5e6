package dev.brownout.component.server.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The occupancy of nodes by random connections, compared with an enumeration of all assignments. */
class ConnectionOccupancyTest {
    private static double enumerated(int connections, int nodes) {
        long all = IntStream.range(0, connections).mapToLong(i -> nodes).reduce(1, (a, b) -> a * b);
        long sum = 0;
        for (long code = 0; code < all; code++) {
            int[] counts = new int[nodes];
            long rest = code;
            for (int i = 0; i < connections; i++) {
                counts[(int) (rest % nodes)]++;
                rest /= nodes;
            }
            sum += IntStream.of(counts).max().orElseThrow();
        }
        return (double) sum / all;
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 1", "2, 2", "7, 2", "4, 3", "8, 3", "6, 5", "1, 7"})
    void meanOfTheBusiestNodeIsThatOfAllAssignments(int connections, int nodes) {
        assertThat(ConnectionOccupancy.meanOfBusiest(connections, nodes))
                .isCloseTo(enumerated(connections, nodes), within(1e-9));
    }
}
