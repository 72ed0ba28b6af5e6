package dev.brownout.component.loadbalancer;

/**
 * Picks a host by the hash modulo the number of available hosts. When a host enters or leaves, nearly every hash
 * changes its host. With weights, each host has an interval as long as its weight, and the hash modulo the sum of the
 * weights falls into one of them (nginx 1.22, ngx_http_upstream_ip_hash_module.c).
 */
final class ModuloBalancing implements BalancingStrategy {
    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return candidates[(int) Long.remainderUnsigned(hash, count)];
    }

    @Override
    public int pickByWeight(int[] candidates, int count, int[] inFlight, double[] weights, long identity, long hash) {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += (long) weights[candidates[i]];
        }
        long left = Long.remainderUnsigned(hash, total);
        int i = 0;
        while (left >= (long) weights[candidates[i]]) {
            left -= (long) weights[candidates[i]];
            i++;
        }
        return candidates[i];
    }
}
