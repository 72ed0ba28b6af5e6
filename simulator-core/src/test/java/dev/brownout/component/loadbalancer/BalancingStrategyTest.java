package dev.brownout.component.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.random.KeyedRandom;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BalancingStrategyTest {
    private static final int[] ALL = {0, 1, 2, 3};
    private static final int[] IDLE = new int[4];
    private static final int[] NO_HOSTS = {};

    private final KeyedRandom draws = new KeyedRandom(KeyedRandom.key(1, 0, "choice"));

    private static int[] counts(BalancingStrategy choice, int[] candidates, int count, int[] inFlight, int picks) {
        int[] counts = new int[4];
        for (int i = 0; i < picks; i++) {
            counts[choice.pick(candidates, count, inFlight, KeyedRandom.mix(i), 0)]++;
        }
        return counts;
    }

    private static void assertEven(int[] counts) {
        for (int count : counts) {
            assertThat(count).isBetween(9_650, 10_350);
        }
    }

    @ParameterizedTest
    @CsvSource({"5-1-1, aabacaa", "3-2-1, abacba", "1-1-1, abcabc"})
    void smoothWeightsFollowTheOrderOfNginx(String weights, String order) {
        List<Integer> numbers =
                List.of(weights.split("-")).stream().map(Integer::valueOf).toList();
        BalancingStrategy choice = new SmoothWeighted(numbers);
        StringBuilder picked = new StringBuilder();
        for (int i = 0; i < order.length(); i++) {
            picked.append((char) ('a' + choice.pick(ALL, 3, IDLE, i, 0)));
        }
        assertThat(picked).hasToString(order);
    }

    @Test
    void roundRobinSkipsHostsOutOfService() {
        BalancingStrategy choice = new RoundRobin();
        assertThat(counts(choice, ALL, 4, IDLE, 400)).containsExactly(100, 100, 100, 100);
        assertThat(counts(choice, new int[] {0, 2, 3}, 3, IDLE, 300)).containsExactly(100, 0, 100, 100);
        assertThat(counts(choice, new int[] {3}, 1, IDLE, 5)).containsExactly(0, 0, 0, 5);
    }

    /** Host 1 refuses each call, and the balancer picks another one: all others get equally many. */
    @Test
    void roundRobinSpreadsCallsOfAnExcludedHost() {
        BalancingStrategy choice = new RoundRobin();
        int[] counts = new int[4];
        for (int i = 0; i < 400; i++) {
            int picked = choice.pick(ALL, 3, IDLE, i, 0);
            counts[picked == 1 ? choice.pick(new int[] {0, 2}, 2, IDLE, i, 0) : picked]++;
        }
        assertThat(counts).containsExactly(200, 0, 200, 0);
    }

    @Test
    void roundRobinContinuesAfterTheLastHost() {
        BalancingStrategy choice = new RoundRobin();
        assertThat(choice.pick(ALL, 4, IDLE, 0, 0)).isZero();
        assertThat(choice.pick(ALL, 4, IDLE, 0, 0)).isEqualTo(1);
        assertThat(choice.pick(new int[] {0, 1, 3}, 3, IDLE, 0, 0)).isEqualTo(3);
        assertThat(choice.pick(ALL, 4, IDLE, 0, 0)).isZero();
        assertThat(choice.pick(new int[] {2, 3}, 2, IDLE, 0, 0)).isEqualTo(2);
        assertThat(choice.pick(new int[] {0, 1}, 2, IDLE, 0, 0)).isZero();
    }

    @Test
    void randomSelectionIsUniform() {
        assertEven(counts(new RandomBalancing(draws), ALL, 4, IDLE, 40_000));
    }

    @Test
    void leastConnectionsBreaksTiesEvenly() {
        int[] inFlight = {2, 1, 3, 1};
        int[] counts = counts(new LeastConnections(draws, 4), ALL, 4, inFlight, 10_000);
        assertThat(counts[0] + counts[2]).isZero();
        assertThat(counts[1]).isBetween(4_800, 5_200);
        assertThat(new LeastConnections(draws, 4).pick(ALL, 3, new int[] {2, 2, 1, 0}, 1, 0))
                .isEqualTo(2);
    }

    /**
     * Selects among 1,000 hosts by incrementally updated state, without a scan. The selection must equal that of a full
     * scan.
     */
    @ParameterizedTest
    @ValueSource(strings = {"LEAST_CONNECTIONS", "LEAST_RESPONSE_TIME"})
    void incrementalSelectionEqualsAFullScan(BalancingAlgorithm algorithm) {
        int machines = 1000;
        List<String> names =
                IntStream.range(0, machines).mapToObj(Integer::toString).toList();
        BalancingStrategy choice =
                LoadBalancerSpecs.spec(algorithm).selection().strategy(draws, names, List.of(), () -> {});
        SplittableRandom random = new SplittableRandom(algorithm.ordinal());
        int[] inFlight = new int[machines];
        int[] candidates = IntStream.range(0, machines).toArray();
        choice.membersChanged(candidates, machines);
        for (int i = 0; i < 30_000; i++) {
            if (i % 5_000 == 4_999) {
                int most = 1 + random.nextInt(machines);
                candidates =
                        random.ints(0, machines).limit(most).sorted().distinct().toArray();
                choice.membersChanged(candidates, candidates.length);
            }
            int picked = choice.pickMember(NO_HOSTS, 0, NO_HOSTS, i, 0);
            assertThat(picked).isEqualTo(choice.pick(candidates, candidates.length, inFlight, i, 0));
            int machine = random.nextInt(3) == 0 ? random.nextInt(machines) : picked;
            if (inFlight[machine] > 0 && random.nextBoolean()) {
                inFlight[machine]--;
                choice.recordResponse(machine, i * 1_000_000L, random.nextInt(5) * 1_000_000L);
            } else {
                inFlight[machine]++;
            }
            choice.inFlightChanged(machine, inFlight[machine]);
        }
    }

    @Test
    void powerOfTwoPicksTwoDifferentHosts() {
        int[] counts = counts(new PowerOfChoices(draws, 2), ALL, 4, new int[] {9, 0, 9, 9}, 60_000);
        assertThat(counts[1]).as("one of the two choices in half of the picks").isBetween(29_500, 30_500);
        assertEven(counts(new PowerOfChoices(draws, 2), ALL, 4, IDLE, 40_000));
    }

    @Test
    void choicesOfAllHostsFindTheLeastLoaded() {
        int[] counts = counts(new PowerOfChoices(draws, 3), new int[] {0, 2, 3}, 3, new int[] {2, 0, 2, 1}, 1_000);
        assertThat(counts).containsExactly(0, 0, 0, 1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LEAST_CONNECTIONS", "POWER_OF_TWO", "RANDOM"})
    void aPickDependsOnTheCallAlone(BalancingAlgorithm algorithm) {
        LoadBalancerSpec spec = LoadBalancerSpecs.spec(algorithm);
        BalancingStrategy once = spec.selection().strategy(draws, List.of("1", "2", "3", "4"), List.of(), () -> {});
        int first = once.pick(ALL, 4, IDLE, 17, 0);
        once.pick(ALL, 4, IDLE, 18, 0);
        assertThat(once.pick(ALL, 4, IDLE, 17, 0)).isEqualTo(first);
    }

    private static int[] weighted(BalancingStrategy choice, double[] weights, int[] inFlight, int picks) {
        int[] counts = new int[4];
        for (int i = 0; i < picks; i++) {
            counts[choice.pickByWeight(ALL, 4, inFlight, weights, KeyedRandom.mix(i), KeyedRandom.mix(i))]++;
        }
        return counts;
    }

    /** Weights 5, 3, 1, 1: 50 %, 30 %, 10 % and 10 % of 40,000 picks of idle hosts. */
    @ParameterizedTest
    @ValueSource(strings = {"RANDOM", "LEAST_CONNECTIONS", "POWER_OF_TWO", "LEAST_REQUEST", "SOURCE_HASH"})
    void idleHostsArePickedInProportionToTheirWeights(BalancingAlgorithm algorithm) {
        BalancingStrategy choice = LoadBalancerSpecs.spec(algorithm)
                .selection()
                .strategy(draws, List.of("1", "2", "3", "4"), List.of(5, 3, 1, 1), () -> {});
        int[] counts = weighted(choice, new double[] {5, 3, 1, 1}, IDLE, 40_000);
        assertThat(counts[0]).isBetween(19_650, 20_350);
        assertThat(counts[1]).isBetween(11_650, 12_350);
        assertThat(counts[2]).isBetween(3_750, 4_250);
        assertThat(counts[3]).isBetween(3_750, 4_250);
    }

    /** Envoy: with 4, 2, 1 and 0 calls in flight and weights 5, 3, 2 and 1, all hosts have the same current weight. */
    @Test
    void leastRequestDividesTheWeightByTheCallsInFlight() {
        int[] counts = weighted(new LeastRequest(draws, 2), new double[] {5, 3, 2, 1}, new int[] {4, 2, 1, 0}, 400);
        assertThat(counts).containsExactly(100, 100, 100, 100);
    }

    @Test
    void leastConnectionsComparesCallsPerWeight() {
        int[] counts = weighted(new LeastConnections(draws, 4), new double[] {4, 2, 1, 1}, new int[] {7, 3, 2, 9}, 100);
        assertThat(counts).containsExactly(0, 100, 0, 0);
    }

    /** 10 places of the modulo: 5 for the first host, 3 for the second and 1 for each other one. */
    @Test
    void moduloHasAnIntervalForEachWeight() {
        double[] weights = {5, 3, 1, 1};
        StringBuilder picked = new StringBuilder();
        for (int hash = 0; hash < 10; hash++) {
            picked.append(new ModuloBalancing().pickByWeight(ALL, 4, IDLE, weights, 0, hash));
        }
        assertThat(picked).hasToString("0000011123");
    }

    @Test
    void rejectsWeightsBesideBackends() {
        assertThatThrownBy(() -> LoadBalancerSpecs.spec(BalancingAlgorithm.RANDOM, b -> {
                    b.weights = List.of(2, 1);
                    b.backends = Map.of("api", 1);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'backends' has the weights of the nodes");
        assertThatThrownBy(() ->
                        LoadBalancerSpecs.spec(BalancingAlgorithm.RING_HASH, b -> b.weights = List.of(999_999, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("more than 8M points on the ring");
    }

    @Test
    void rejectsMissingOrNonPositiveWeights() {
        assertThatThrownBy(() -> LoadBalancerSpecs.spec(BalancingAlgorithm.WEIGHTED))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("algorithm: weighted needs 'weights'");
        assertThatThrownBy(() -> LoadBalancerSpecs.spec(BalancingAlgorithm.WEIGHTED, b -> b.weights = List.of(1, 0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 1");
    }
}
