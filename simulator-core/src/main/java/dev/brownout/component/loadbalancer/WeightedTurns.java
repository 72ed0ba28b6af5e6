package dev.brownout.component.loadbalancer;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Weighted round robin with weights that may change from call to call, without bursts: every host's current weight
 * grows by its own weight; the largest one is taken (the first on ties) and reduced by the sum of the weights. With n -
 * 1 hosts of weight 1 and one of weight w, that one gets w / (n - 1 + w) of the calls. The algorithm of nginx since
 * 1.3.1 (ngx_http_upstream_round_robin.c); HAProxy and Envoy keep the same shares.
 */
final class WeightedTurns {
    private double[] current = {};

    /** Picks one of the hosts in the first {@code count} elements, each with a weight above 0. */
    int next(int[] candidates, int count, IntToDoubleFunction weight) {
        int most = candidates[count - 1];
        if (most >= current.length) {
            current = Arrays.copyOf(current, most + 1);
        }
        double total = 0;
        int best = candidates[0];
        for (int i = 0; i < count; i++) {
            int node = candidates[i];
            double its = weight.applyAsDouble(node);
            current[node] += its;
            total += its;
            if (current[node] > current[best]) {
                best = node;
            }
        }
        current[best] -= total;
        return best;
    }
}
