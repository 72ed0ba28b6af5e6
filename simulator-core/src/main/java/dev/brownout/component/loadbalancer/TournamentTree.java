package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * The cheapest hosts among many, as a tree in which each node holds the minimum cost below it and the number of hosts
 * with that cost (a winner tree; Knuth, The Art of Computer Programming 3, 5.4.1): a change and a pick take time
 * proportional to the height of the tree.
 */
final class TournamentTree {
    /** Number of hosts from which the tree pays off; fewer are scanned. */
    static final int MIN_HOSTS = 64;

    private static final double OUT = Double.POSITIVE_INFINITY;

    private final int leaves;
    private final double[] minimum;
    private final int[] ties;
    private final double[] costs;
    private final boolean[] member;

    /** Creates a tree of hosts with equal costs, without members. */
    TournamentTree(int machines, double cost) {
        leaves = Integer.highestOneBit(Math.max(1, machines - 1)) << 1;
        minimum = new double[2 * leaves];
        ties = new int[2 * leaves];
        costs = new double[machines];
        member = new boolean[machines];
        Arrays.fill(minimum, OUT);
        Arrays.fill(costs, cost);
    }

    /** Sets the members to the hosts in the first {@code count} elements. */
    void members(int[] candidates, int count) {
        Arrays.fill(member, false);
        for (int i = 0; i < count; i++) {
            member[candidates[i]] = true;
        }
        for (int machine = 0; machine < costs.length; machine++) {
            seat(machine);
        }
        for (int place = leaves - 1; place > 0; place--) {
            play(place);
        }
    }

    /** Sets the cost of a host. */
    void cost(int machine, double cost) {
        costs[machine] = cost;
        if (member[machine]) {
            seat(machine);
            for (int place = leaves + machine >> 1; place > 0; place >>= 1) {
                play(place);
            }
        }
    }

    private void seat(int machine) {
        minimum[leaves + machine] = member[machine] ? costs[machine] : OUT;
        ties[leaves + machine] = member[machine] ? 1 : 0;
    }

    private void play(int place) {
        int one = 2 * place;
        int other = one + 1;
        if (minimum[one] == minimum[other]) {
            minimum[place] = minimum[one];
            ties[place] = ties[one] + ties[other];
        } else {
            int winner = minimum[one] < minimum[other] ? one : other;
            minimum[place] = minimum[winner];
            ties[place] = ties[winner];
        }
    }

    /** Picks one of the cheapest hosts with equal probability; draws no random number if there is only one. */
    int pick(KeyedRandom random, long identity) {
        int skip = ties[1] == 1 ? 0 : random.withIdentity(identity).nextInt(ties[1]);
        int place = 1;
        while (place < leaves) {
            place *= 2;
            int before = minimum[place] == minimum[1] ? ties[place] : 0;
            if (skip >= before) {
                skip -= before;
                place++;
            }
        }
        return place - leaves;
    }
}
