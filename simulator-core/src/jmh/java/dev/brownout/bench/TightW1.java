package dev.brownout.bench;

import dev.brownout.random.KeyedRandom;

/** W1 as a loop over a ring of arrival times: two events per customer, and the waiting time in the queue. */
final class TightW1 {
    private static final int RING = 1 << 16;

    private TightW1() {}

    static Tally run(long requests, long seed) {
        TightList list = new TightList();
        KeyedRandom arrivals = new KeyedRandom(KeyedRandom.key(seed, 0, "arrivals"));
        KeyedRandom services = new KeyedRandom(KeyedRandom.key(seed, 0, "services"));
        long[] waiting = new long[RING];
        int head = 0;
        int tail = 0;
        boolean busy = false;
        long sent = 0;
        double waited = 0;
        list.push((long) (arrivals.exponential() * 1.25e6), 0);
        while (!list.isEmpty()) {
            int step = list.pop();
            long now = list.now;
            if (step == 0) {
                if (++sent < requests) {
                    list.push(now + (long) (arrivals.exponential() * 1.25e6), 0);
                }
                if (busy) {
                    waiting[tail++ & RING - 1] = now;
                } else {
                    busy = true;
                    list.push(now + (long) (services.exponential() * 1e6), 1);
                }
            } else if (head != tail) {
                waited += now - waiting[head++ & RING - 1];
                list.push(now + (long) (services.exponential() * 1e6), 1);
            } else {
                busy = false;
            }
        }
        return new Tally(requests, 2 * requests, waited / requests / 1e6);
    }
}
