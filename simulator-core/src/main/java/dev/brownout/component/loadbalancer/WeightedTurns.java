package dev.brownout.component.loadbalancer;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;

/**
 * Turns of machines by weights that may change from call to call, without bursts: every machine's current weight grows
 * by its own weight, the largest one is taken (the first of equals) and loses the sum of all weights. Of n machines
 * with the weight 1 and one with the weight w, that one gets w / (n - 1 + w) of the calls. The algorithm of nginx since
 * 1.3.1 (ngx_http_upstream_round_robin.c); HAProxy and Envoy keep the same shares.
 */
final class WeightedTurns {
    private double[] current = {};

    /** Picks one of the machines in the first {@code count} places, which have a weight above 0 each. */
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
