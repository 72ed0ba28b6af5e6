package dev.brownout.component.loadbalancer;

import dev.brownout.random.Draws;

/**
 * The machine with the fewest calls in flight, ties broken evenly: join the shortest queue (Haight 1958). A machine
 * that fails quickly looks idle and attracts calls.
 */
record LeastConnections(Draws draws) implements MachineChoice {
    @Override
    public int pick(int[] candidates, int count, int[] inFlight, long identity, long hash) {
        int least = Integer.MAX_VALUE;
        int ties = 0;
        for (int i = 0; i < count; i++) {
            int calls = inFlight[candidates[i]];
            if (calls < least) {
                least = calls;
                ties = 1;
            } else if (calls == least) {
                ties++;
            }
        }
        int skip = ties == 1 ? 0 : draws.at(identity).below(ties);
        int i = 0;
        while (inFlight[candidates[i]] != least || skip-- > 0) {
            i++;
        }
        return candidates[i];
    }
}
