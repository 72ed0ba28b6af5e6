package dev.brownout.inference;

import java.util.Arrays;

/**
 * Exact model of calls of two sizes for a room of equal blocks: a Markov chain of the calls inside and of the one that
 * waits, if there is a place for one. The waiting call enters as soon as its blocks are free, and no other call passes
 * it. Without that place the chain is the multi-rate loss system of Kaufman (IEEE Transactions on Communications, 1981)
 * and Roberts (1981).
 */
final class MultiRateChain {
    private final int blocks;
    private final double[] loads;
    private final int[] sizes;
    private final boolean waits;
    private final double[][][] shares;

    /**
     * Creates the chain in its steady state.
     *
     * @param blocks blocks of the room
     * @param loads arrivals of each size in the mean time that a call is inside
     * @param sizes blocks of a call of each size
     * @param waits whether one call can wait
     */
    MultiRateChain(int blocks, double[] loads, int[] sizes, boolean waits) {
        this.blocks = blocks;
        this.loads = loads.clone();
        this.sizes = sizes.clone();
        this.waits = waits;
        this.shares = steady();
    }

    /** Returns the shares of the time in each state: calls inside of each size, and 0 or the waiting size from 1. */
    private double[][][] steady() {
        int first = blocks / sizes[0] + 1;
        int second = blocks / sizes[1] + 1;
        double[][][] now = new double[first][second][3];
        now[0][0][0] = 1;
        double step = 1 / (loads[0] + loads[1] + first + second);
        double change = 1;
        while (change > 1e-13) {
            double[][][] next = new double[first][second][3];
            for (int i = 0; i < first; i++) {
                for (int k = 0; k < second; k++) {
                    for (int waiting = 0; waiting < 3; waiting++) {
                        move(next, now[i][k][waiting], step, i, k, waiting);
                    }
                }
            }
            change = 0;
            for (int i = 0; i < first; i++) {
                for (int k = 0; k < second; k++) {
                    for (int waiting = 0; waiting < 3; waiting++) {
                        change = Math.max(change, Math.abs(next[i][k][waiting] - now[i][k][waiting]));
                    }
                }
            }
            now = next;
        }
        return now;
    }

    private void move(double[][][] next, double share, double step, int... state) {
        double stays = share;
        for (int type = 0; type < 2; type++) {
            double enters = share * step * loads[type];
            double leaves = share * step * state[type];
            stays -= enters + leaves;
            add(next, enters, arrived(state, type));
            if (leaves > 0) {
                add(next, leaves, departed(state, type));
            }
        }
        add(next, stays, state);
    }

    private static void add(double[][][] next, double share, int... state) {
        next[state[0]][state[1]][state[2]] += share;
    }

    private boolean fits(int[] state, int type) {
        return state[0] * sizes[0] + state[1] * sizes[1] + sizes[type] <= blocks;
    }

    private int[] arrived(int[] state, int type) {
        int[] after = state.clone();
        if (state[2] == 0 && fits(state, type)) {
            after[type]++;
        } else if (state[2] == 0 && waits) {
            after[2] = type + 1;
        }
        return after;
    }

    private int[] departed(int[] state, int type) {
        int[] after = state.clone();
        after[type]--;
        if (after[2] > 0 && fits(after, after[2] - 1)) {
            after[after[2] - 1]++;
            after[2] = 0;
        }
        return after;
    }

    /** Returns the share of the calls of a size that find no room, and no place to wait. */
    double lossShare(int type) {
        double lost = 0;
        for (int i = 0; i < shares.length; i++) {
            for (int k = 0; k < shares[i].length; k++) {
                for (int waiting = 0; waiting < 3; waiting++) {
                    int[] state = {i, k, waiting};
                    lost += Arrays.equals(arrived(state, type), state) ? shares[i][k][waiting] : 0;
                }
            }
        }
        return lost;
    }

    /** Returns the share of the calls of a size that a system without a place to wait loses, by Kaufman's recursion. */
    static double kaufmanRoberts(int blocks, double[] loads, int[] sizes, int type) {
        double[] shares = new double[blocks + 1];
        shares[0] = 1;
        for (int used = 1; used <= blocks; used++) {
            for (int k = 0; k < sizes.length; k++) {
                shares[used] += used < sizes[k] ? 0 : loads[k] * sizes[k] * shares[used - sizes[k]] / used;
            }
        }
        double all = Arrays.stream(shares).sum();
        return Arrays.stream(shares, blocks - sizes[type] + 1, blocks + 1).sum() / all;
    }
}
