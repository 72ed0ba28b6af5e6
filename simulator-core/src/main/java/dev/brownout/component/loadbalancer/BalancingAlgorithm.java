package dev.brownout.component.loadbalancer;

import dev.brownout.random.Draws;
import dev.brownout.vocabulary.Doc;

/** How a load balancer picks a machine. */
public enum BalancingAlgorithm {
    @Doc("Each in turn.")
    ROUND_ROBIN,
    @Doc("Each in turn, heavier ones more often.")
    WEIGHTED,
    @Doc("Any.")
    RANDOM,
    @Doc("The one with the fewest calls in flight.")
    LEAST_CONNECTIONS,
    @Doc("The one with the smallest product of calls in flight and response time, a moving average.")
    LEAST_RESPONSE_TIME,
    @Doc("Of two drawn at random the one with fewer calls in flight.")
    POWER_OF_TWO;

    /** Whether it looks at the calls in flight, so that they must be counted. */
    boolean counts() {
        return this == LEAST_CONNECTIONS || this == LEAST_RESPONSE_TIME || this == POWER_OF_TWO;
    }

    MachineChoice choice(LoadBalancerSpec spec, Draws draws, int machines) {
        return switch (this) {
            case ROUND_ROBIN -> new RoundRobin();
            case WEIGHTED -> new SmoothWeighted(spec.weights());
            case RANDOM -> new AtRandom(draws);
            case LEAST_CONNECTIONS -> new LeastConnections(draws);
            case LEAST_RESPONSE_TIME -> new LeastResponseTime(draws, machines);
            case POWER_OF_TWO -> new PowerOfChoices(draws, spec.choices());
        };
    }
}
