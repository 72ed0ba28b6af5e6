package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;

/**
 * Picks the host with the fewest in-flight calls: join the shortest queue (Haight 1958). A host that fails quickly
 * looks idle and attracts calls.
 */
final class LeastConnections extends LeastCost {
    LeastConnections(KeyedRandom random, int machines) {
        super(random, machines, 0);
    }

    @Override
    double cost(int machine, int calls) {
        return calls;
    }
}
