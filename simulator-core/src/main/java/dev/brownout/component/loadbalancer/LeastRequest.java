package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * Least request as in Envoy. Hosts of equal weight: of d random hosts, drawn with replacement, the one with the fewest
 * in-flight calls, the first drawn on ties. Hosts of unequal weight: the host with the earliest deadline; each pick
 * moves its deadline by (in-flight calls + 1) / weight (Envoy 1.30, LeastRequestLoadBalancer with active_request_bias
 * 1, and EdfScheduler). The first deadline of a host is 1 / weight after the last pick. Envoy starts its schedule at a
 * random position, and this one at the beginning.
 */
final class LeastRequest implements BalancingStrategy {
    private final KeyedRandom random;
    private final int choices;
    private double[] deadlines = {};
    private double last;

    LeastRequest(KeyedRandom random, int choices) {
        this.random = random;
        this.choices = choices;
    }

    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        random.withIdentity(identity);
        int best = candidates[random.nextInt(count)];
        for (int n = 1; n < choices; n++) {
            int node = candidates[random.nextInt(count)];
            if (inFlight[node] < inFlight[best]) {
                best = node;
            }
        }
        return best;
    }

    /** Removes all deadlines: Envoy creates a new schedule when the available hosts change. */
    @Override
    public void membersChanged(int[] candidates, int count) {
        Arrays.fill(deadlines, Double.NaN);
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        int known = deadlines.length;
        int most = candidates[count - 1];
        if (most >= known) {
            deadlines = Arrays.copyOf(deadlines, most + 1);
            Arrays.fill(deadlines, known, most + 1, Double.NaN);
        }
        int best = -1;
        for (int i = 0; i < count; i++) {
            int node = candidates[i];
            if (Double.isNaN(deadlines[node])) {
                deadlines[node] = last + 1 / weights[node];
            }
            if (best < 0 || deadlines[node] < deadlines[best]) {
                best = node;
            }
        }
        last = deadlines[best];
        deadlines[best] = last + (inFlight[best] + 1) / weights[best];
        return best;
    }
}
