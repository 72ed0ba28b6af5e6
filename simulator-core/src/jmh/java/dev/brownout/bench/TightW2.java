package dev.brownout.bench;

import java.util.Arrays;

/**
 * W2 as one switch over arrays, with sequential random numbers, a histogram of the response times, and nothing else.
 */
final class TightW2 {
    private static final long LOOKUP = 200_000;
    private static final int NODES = 4;

    private final long requests;
    private final TightList list = new TightList();
    private final TightRandomStreams random;
    private final RecentKeys cached = new RecentKeys(10_000);
    private final TightTimes times = new TightTimes();
    private final TightStation[] web = new TightStation[NODES];
    private final TightStation db;
    private long[] bornAt = new long[1024];
    private int[] key = new int[1024];
    private int[] node = new int[1024];
    private int[] next = new int[1024];
    private int used = 1;
    private int free;
    private int turn;
    private long sent;

    private TightW2(long requests, long seed, int scale) {
        this.requests = requests;
        random = new TightRandomStreams(seed, 2000.0 * scale);
        Arrays.setAll(web, node -> new TightStation(8 * scale));
        db = new TightStation(16 * scale);
    }

    /** Runs the workload with {@code scale} times the rate and the servers. */
    static Tally run(long requests, long seed, int scale) {
        TightW2 loop = new TightW2(requests, seed, scale);
        long events = loop.run();
        if (loop.times.count != requests) {
            throw new IllegalStateException("requests were lost");
        }
        return new Tally(requests, events, loop.times.mean() / 1e6);
    }

    private long run() {
        long events = 0;
        list.push(random.gap(), 0);
        while (!list.isEmpty()) {
            int step = list.pop();
            events++;
            int request = step >>> 2;
            switch (step & 3) {
                case 0 -> arrive();
                case 1 -> {
                    int following = web[node[request]].leave(next);
                    if (following != 0) {
                        schedule(random.webTime(), following << 2 | 1);
                    }
                    key[request] = random.key();
                    schedule(LOOKUP, request << 2 | 2);
                }
                case 2 -> {
                    if (cached.hit(key[request])) {
                        answer(request);
                    } else if (db.enter(request, next)) {
                        schedule(random.dbTime(), request << 2 | 3);
                    }
                }
                default -> {
                    int following = db.leave(next);
                    if (following != 0) {
                        schedule(random.dbTime(), following << 2 | 3);
                    }
                    cached.put(key[request]);
                    answer(request);
                }
            }
        }
        return events;
    }

    private void arrive() {
        if (++sent < requests) {
            schedule(random.gap(), 0);
        }
        int request = free;
        if (request == 0) {
            request = newRequest();
        } else {
            free = next[request];
        }
        bornAt[request] = list.now;
        node[request] = turn;
        turn = turn + 1 & NODES - 1;
        if (web[node[request]].enter(request, next)) {
            schedule(random.webTime(), request << 2 | 1);
        }
    }

    private void answer(int request) {
        times.record(list.now - bornAt[request]);
        next[request] = free;
        free = request;
    }

    private void schedule(long delay, int step) {
        list.push(list.now + delay, step);
    }

    private int newRequest() {
        if (used == bornAt.length) {
            bornAt = Arrays.copyOf(bornAt, 2 * used);
            key = Arrays.copyOf(key, 2 * used);
            node = Arrays.copyOf(node, 2 * used);
            next = Arrays.copyOf(next, 2 * used);
        }
        return used++;
    }
}
