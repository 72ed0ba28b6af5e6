package dev.brownout.component.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RoutingPolicyTest {
    private static final boolean[] ALL = {true, true, true};

    @Test
    void cheapestAvailableRegionIsChosen() {
        RoutingPolicy steering = new RoutingPolicy.Cheapest(new double[][] {{0, 73, 81}, {73, 0, 153}});
        assertThat(steering.choose(0, ALL, 0)).isZero();
        assertThat(steering.choose(1, ALL, 0)).isEqualTo(1);
        assertThat(steering.choose(0, new boolean[] {false, true, true}, 0)).isEqualTo(1);
        assertThat(steering.choose(1, new boolean[] {false, false, true}, 0)).isEqualTo(2);
    }

    @Test
    void weightsPartitionTheUnitInterval() {
        RoutingPolicy steering = new RoutingPolicy.WeightedRouting(new double[] {1, 0, 3});
        assertThat(steering.choose(0, ALL, 0)).isZero();
        assertThat(steering.choose(0, ALL, 0.2499)).isZero();
        assertThat(steering.choose(0, ALL, 0.2501)).isEqualTo(2);
        assertThat(steering.choose(0, ALL, 0.9999)).isEqualTo(2);
        assertThat(steering.choose(0, new boolean[] {true, true, false}, 0.9999))
                .isZero();
        assertThat(steering.choose(0, new boolean[] {false, true, false}, 0.5)).isEqualTo(1);
    }

    @Test
    void resolversAreAllocatedByLargestRemainder() {
        assertThat(LargestRemainder.apportion(200, new double[] {0.6, 0.4})).containsExactly(120, 80);
        assertThat(LargestRemainder.apportion(10, new double[] {1, 1, 1})).containsExactly(4, 3, 3);
        assertThat(LargestRemainder.apportion(10, new double[] {0.99, 0.01, 0})).containsExactly(10, 1, 1);
    }
}
