package dev.brownout.component.loadbalancer;

import dev.brownout.random.KeyedRandom;
import java.util.Arrays;

/**
 * The machines of the least cost among many, kept as a tree of which each place knows the least cost below it and how
 * many machines have it (a winner tree; Knuth, The Art of Computer Programming 3, 5.4.1): a change and a pick look at
 * as many places as the tree is high, and not at each machine.
 */
final class TournamentTree {
    /** From so many machines on it pays; fewer are looked at one by one. */
    static final int WORTH = 64;

    private static final double OUT = Double.POSITIVE_INFINITY;

    private final int leaves;
    private final double[] least;
    private final int[] ties;
    private final double[] costs;
    private final boolean[] member;

    /** Of machines that cost so much each, and of which none is in. */
    TournamentTree(int machines, double cost) {
        leaves = Integer.highestOneBit(Math.max(1, machines - 1)) << 1;
        least = new double[2 * leaves];
        ties = new int[2 * leaves];
        costs = new double[machines];
        member = new boolean[machines];
        Arrays.fill(least, OUT);
        Arrays.fill(costs, cost);
    }

    /** Those in the first places are in, and no others. */
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

    /** From now on a machine costs so much. */
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
        least[leaves + machine] = member[machine] ? costs[machine] : OUT;
        ties[leaves + machine] = member[machine] ? 1 : 0;
    }

    private void play(int place) {
        int one = 2 * place;
        int other = one + 1;
        if (least[one] == least[other]) {
            least[place] = least[one];
            ties[place] = ties[one] + ties[other];
        } else {
            int winner = least[one] < least[other] ? one : other;
            least[place] = least[winner];
            ties[place] = ties[winner];
        }
    }

    /** One of those that cost least, each with equal probability; nothing is drawn where it is one alone. */
    int pick(KeyedRandom random, long identity) {
        int skip = ties[1] == 1 ? 0 : random.at(identity).below(ties[1]);
        int place = 1;
        while (place < leaves) {
            place *= 2;
            int before = least[place] == least[1] ? ties[place] : 0;
            if (skip >= before) {
                skip -= before;
                place++;
            }
        }
        return place - leaves;
    }
}
