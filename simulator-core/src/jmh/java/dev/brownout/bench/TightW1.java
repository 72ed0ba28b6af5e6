package dev.brownout.bench;

import dev.brownout.eventlist.Ladder;
import dev.brownout.random.Draws;

/** W1 as a loop over a ring of arrival times: two events a customer, and the wait in the queue. */
final class TightW1 {
    private static final int RING = 1 << 16;

    private TightW1() {}

    static Tally run(long requests, long seed) {
        Ladder ladder = new Ladder();
        int[] kind = new int[64];
        Draws arrivals = new Draws(Draws.key(seed, 0, "arrivals"));
        Draws services = new Draws(Draws.key(seed, 0, "services"));
        long[] waiting = new long[RING];
        int head = 0;
        int tail = 0;
        boolean busy = false;
        long sent = 0;
        long sequence = 0;
        double waited = 0;
        kind[ladder.push((long) (arrivals.exponential() * 1.25e6), sequence++)] = 0;
        for (long now = ladder.peekAt(); now != Long.MAX_VALUE; now = ladder.peekAt()) {
            if (kind[ladder.pop()] == 0) {
                if (++sent < requests) {
                    kind[ladder.push(now + (long) (arrivals.exponential() * 1.25e6), sequence++)] = 0;
                }
                if (busy) {
                    waiting[tail++ & RING - 1] = now;
                } else {
                    busy = true;
                    kind[ladder.push(now + (long) (services.exponential() * 1e6), sequence++)] = 1;
                }
            } else if (head != tail) {
                waited += now - waiting[head++ & RING - 1];
                kind[ladder.push(now + (long) (services.exponential() * 1e6), sequence++)] = 1;
            } else {
                busy = false;
            }
        }
        return new Tally(requests, 2 * requests, waited / requests / 1e6);
    }
}
