package dev.brownout.component.loadbalancer;

/**
 * The remainder of a hash divided by the number of machines that are in: when one comes or goes, nearly all hashes
 * change their machine.
 */
record ModuloHashing() implements BalancingStrategy {
    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        return candidates[(int) Long.remainderUnsigned(hash, count)];
    }
}
