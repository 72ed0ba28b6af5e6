package dev.brownout.bench;

import java.util.Arrays;

/** W2+ as one switch over arrays, without components, objects, or anything that this model does not need. */
final class TightW2Plus {
    private static final long HOP = 250_000;
    private static final long LOOKUP = 200_000;
    private static final long TIMEOUT = 1_000_000_000L;
    private static final int NODES = 4;

    private final long requests;
    private final TightList list = new TightList();
    private final TightLane hops = new TightLane(HOP);
    private final TightLane lookups = new TightLane(LOOKUP);
    private final TightLane timeout = new TightLane(TIMEOUT);
    private final TightRandomStreams random;
    private final RecentKeys cached = new RecentKeys(10_000);
    private final TightMeter client = new TightMeter();
    private final TightMeter balancer = new TightMeter();
    private final TightMeter cache = new TightMeter();
    private final TightMeter database = new TightMeter();
    private final TightMeter[] nodes = new TightMeter[NODES];
    private final TightStation[] web = new TightStation[NODES];
    private final TightStation db = new TightStation(16);

    private long[] number = new long[1024];
    private long[] bornAt = new long[1024];
    private long[] atBalancer = new long[1024];
    private long[] atWeb = new long[1024];
    private long[] atCache = new long[1024];
    private long[] atDb = new long[1024];
    private long[] timer = new long[1024];
    private int[] key = new int[1024];
    private int[] node = new int[1024];
    private int[] next = new int[1024];
    private int used = 1;
    private int free;
    private int turn;
    private long sent;
    private long answered;
    private long events;
    private long now;

    private TightW2Plus(long requests, long seed) {
        this.requests = requests;
        random = new TightRandomStreams(seed, 2000);
        Arrays.setAll(web, node -> new TightStation(8));
        Arrays.setAll(nodes, node -> new TightMeter());
    }

    static Tally run(long requests, long seed) {
        TightW2Plus loop = new TightW2Plus(requests, seed);
        loop.run();
        if (loop.answered != requests || !loop.client.isBalanced()) {
            throw new IllegalStateException("requests were lost");
        }
        return new Tally(requests, loop.events, loop.client.times.getMean() / 1e6);
    }

    private void run() {
        schedule(random.gap(), 0);
        while (true) {
            long instant = list.peekAt();
            long order = instant == Long.MAX_VALUE ? 0 : list.peekOrder();
            TightLane from = null;
            if (isFirst(timeout, instant, order)) {
                from = timeout;
                instant = timeout.headAt();
                order = timeout.headSequence();
            }
            if (isFirst(hops, instant, order)) {
                from = hops;
                instant = hops.headAt();
                order = hops.headSequence();
            }
            if (isFirst(lookups, instant, order)) {
                from = lookups;
                instant = lookups.headAt();
            }
            if (instant == Long.MAX_VALUE) {
                return;
            }
            now = instant;
            events++;
            if (from == null) {
                fire(list.pop());
            } else {
                int step = from.headStep();
                from.removeHead();
                fire(step);
            }
        }
    }

    private static boolean isFirst(TightLane lane, long instant, long order) {
        return lane.headAt() <= instant
                && (lane.headAt() < instant || lane.headSequence() < order)
                && lane.headAt() != Long.MAX_VALUE;
    }

    private void fire(int step) {
        int request = step >>> 4;
        switch (step & 15) {
            case 0 -> arrive();
            case 1 -> {
                atBalancer[request] = now;
                balancer.arrive(now, true);
                node[request] = turn;
                turn = turn + 1 & NODES - 1;
                hop(request, 2);
            }
            case 2 -> enterWeb(request);
            case 3 -> hop(request, 4);
            case 4 -> {
                atCache[request] = now;
                cache.arrive(now, true);
                lookups.push(now, list.sequence++, this, request << 4 | 5);
            }
            case 5 -> {
                if (cached.hit(key[request])) {
                    leaveCache(request);
                } else {
                    hop(request, 6);
                }
            }
            case 6 -> enterDb(request);
            case 7 -> {
                int following = db.leave(next);
                database.depart(now, atDb[request], following);
                if (following != 0) {
                    read(following);
                }
                hop(request, 8);
            }
            case 8 -> {
                cached.put(key[request]);
                leaveCache(request);
            }
            case 9 -> leaveWeb(request);
            case 10 -> {
                balancer.depart(now, atBalancer[request], 0);
                hop(request, 11);
            }
            case 11 -> answer(request);
            default -> throw new IllegalStateException("a request took longer than a second");
        }
    }

    private void enterWeb(int request) {
        atWeb[request] = now;
        boolean served = web[node[request]].enter(request, next);
        nodes[node[request]].arrive(now, served);
        if (served) {
            work(request);
        }
    }

    private void enterDb(int request) {
        atDb[request] = now;
        boolean served = db.enter(request, next);
        database.arrive(now, served);
        if (served) {
            read(request);
        }
    }

    private void arrive() {
        long n = sent++;
        if (sent < requests) {
            schedule(random.gap(), 0);
        }
        int request = free;
        if (request == 0) {
            request = newRequest();
        } else {
            free = next[request];
        }
        number[request] = n;
        bornAt[request] = now;
        random.key.withIdentity(n);
        key[request] = random.key();
        client.arrive(now, true);
        timer[request] = timeout.push(now, list.sequence++, this, request << 4 | 12);
        hop(request, 1);
    }

    private void work(int request) {
        random.web.withIdentity(number[request]);
        schedule(random.webTime(), request << 4 | 3);
    }

    private void read(int request) {
        random.db.withIdentity(number[request]);
        schedule(random.dbTime(), request << 4 | 7);
    }

    private void leaveCache(int request) {
        cache.depart(now, atCache[request], 0);
        hop(request, 9);
    }

    private void leaveWeb(int request) {
        int following = web[node[request]].leave(next);
        nodes[node[request]].depart(now, atWeb[request], following);
        if (following != 0) {
            work(following);
        }
        hop(request, 10);
    }

    private void answer(int request) {
        client.depart(now, bornAt[request], 0);
        timeout.cancel(timer[request]);
        answered++;
        next[request] = free;
        free = request;
    }

    private void hop(int request, int step) {
        hops.push(now, list.sequence++, this, request << 4 | step);
    }

    private void schedule(long delay, int step) {
        list.push(now + delay, step);
    }

    private int newRequest() {
        if (used == number.length) {
            int size = 2 * used;
            number = Arrays.copyOf(number, size);
            bornAt = Arrays.copyOf(bornAt, size);
            atBalancer = Arrays.copyOf(atBalancer, size);
            atWeb = Arrays.copyOf(atWeb, size);
            atCache = Arrays.copyOf(atCache, size);
            atDb = Arrays.copyOf(atDb, size);
            timer = Arrays.copyOf(timer, size);
            key = Arrays.copyOf(key, size);
            node = Arrays.copyOf(node, size);
            next = Arrays.copyOf(next, size);
        }
        return used++;
    }
}
