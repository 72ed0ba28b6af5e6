package dev.brownout.component.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Assignment of partitions to consumers, and of their copies to brokers. */
class AssignmentTest {
    /** Ten partitions with three copies each on five brokers, as in the comment of Kafka's AdminUtils. */
    @Test
    void copiesAreSpreadWithAGrowingShift() {
        int[][] copies = {{0, 1, 2, 3, 4, 0, 1, 2, 3, 4}, {1, 2, 3, 4, 0, 2, 3, 4, 0, 1}, {2, 3, 4, 0, 1, 3, 4, 0, 1, 2}
        };
        for (int place = 0; place < copies.length; place++) {
            for (int partition = 0; partition < copies[place].length; partition++) {
                assertThat(Assignment.copy(partition, place, 5)).isEqualTo(copies[place][partition]);
            }
        }
    }

    /**
     * No broker has two copies of a partition. The second copies of the partitions that a broker leads are spread
     * evenly over all other brokers.
     */
    @Test
    void followersOfEachLeaderAreSpreadOverAllBrokers() {
        for (int brokers = 1; brokers <= 7; brokers++) {
            int[][] next = new int[brokers][brokers];
            int partitions = brokers * Math.max(1, brokers - 1);
            for (int partition = 0; partition < partitions; partition++) {
                int number = partition;
                int all = brokers;
                assertThat(IntStream.range(0, brokers).map(place -> Assignment.copy(number, place, all)))
                        .containsExactlyInAnyOrder(
                                IntStream.range(0, brokers).boxed().toArray(Integer[]::new));
                if (brokers > 1) {
                    next[Assignment.copy(partition, 0, brokers)][Assignment.copy(partition, 1, brokers)]++;
                }
            }
            for (int lost = 0; lost < brokers; lost++) {
                for (int other = 0; other < brokers; other++) {
                    assertThat(next[lost][other]).isEqualTo(lost == other ? 0 : 1);
                }
            }
        }
    }

    @Test
    void rangeAssignmentIsContiguous() {
        assertThat(Assignment.range(7, List.of(0, 1, 2))).containsExactly(0, 0, 0, 1, 1, 2, 2);
        assertThat(Assignment.range(2, List.of(3, 5, 8))).containsExactly(3, 5);
        assertThat(Assignment.range(2, List.of())).containsOnly(Assignment.NO_CONSUMER);
    }

    @Test
    void stickyAssignmentKeepsPartitionsOfRemainingMembers() {
        assertThat(Assignment.sticky(new int[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3}, List.of(0, 2, 3)))
                .containsExactly(0, 0, 0, 0, 2, 3, 2, 2, 2, 3, 3, 3);
        assertThat(Assignment.sticky(new int[] {0, 0, 0, 0}, List.of(0, 1))).containsExactly(0, 0, 1, 1);
    }

    /**
     * For any previous assignment, two members differ by at most one partition, and no more partitions move than
     * fairness requires.
     */
    @Test
    void stickyAssignmentIsFairWithMinimalMoves() {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(0, 0, "sticky"));
        for (int n = 0; n < 500; n++) {
            int[] before = IntStream.range(0, 1 + random.nextInt(20))
                    .map(p -> random.nextInt(7) - 1)
                    .toArray();
            List<Integer> members = new ArrayList<>();
            IntStream.range(0, 6).filter(m -> random.uniform() < 0.6).forEach(members::add);
            int[] after = Assignment.sticky(before, members);
            if (members.isEmpty()) {
                assertThat(after).containsOnly(Assignment.NO_CONSUMER);
                continue;
            }
            long[] has =
                    members.stream().mapToLong(m -> count(after, m)).sorted().toArray();
            assertThat(has[has.length - 1] - has[0]).isLessThanOrEqualTo(1);
            assertThat(Arrays.stream(has).sum()).isEqualTo(before.length);
            long kept = IntStream.range(0, before.length)
                    .filter(p -> before[p] == after[p])
                    .count();
            assertThat(kept).as(Arrays.toString(before) + members).isEqualTo(maximum(before, members));
        }
    }

    /** Returns the maximum number of partitions that can stay, found by trying which members get the larger shares. */
    private static long maximum(int[] before, List<Integer> members) {
        int floor = before.length / members.size();
        int larger = before.length % members.size();
        long best = 0;
        for (int mask = 0; mask < 1 << members.size(); mask++) {
            if (Integer.bitCount(mask) == larger) {
                long kept = 0;
                for (int i = 0; i < members.size(); i++) {
                    kept += Math.min(count(before, members.get(i)), floor + (mask >> i & 1));
                }
                best = Math.max(best, kept);
            }
        }
        return best;
    }

    private static long count(int[] owners, int member) {
        return Arrays.stream(owners).filter(owner -> owner == member).count();
    }
}
