package dev.brownout.component.loadbalancer;

/**
 * Picks by the hash modulo the number of available hosts: when a host enters or leaves, nearly every hash changes its
 * host.
 */
record ModuloHashing() implements BalancingStrategy {
    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return candidates[(int) Long.remainderUnsigned(hash, count)];
    }
}
