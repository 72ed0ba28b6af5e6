package dev.brownout.bench;

import dev.brownout.eventlist.Ladder;
import dev.brownout.eventlist.Lane;
import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.ZipfKeys;
import java.util.Arrays;
import java.util.List;

/** W2+ as one switch over arrays: no components, no objects, nothing that this one model does not need. */
final class TightW2Plus {
    private static final long HOP = 250_000;
    private static final long LOOKUP = 200_000;
    private static final long PATIENCE = 1_000_000_000L;
    private static final int NODES = 4;
    private static final double MU = StrictMath.log(10e6) - 0.125;

    private final long requests;
    private final Ladder ladder = new Ladder();
    private final Lane hops = new Lane(HOP);
    private final Lane lookups = new Lane(LOOKUP);
    private final Lane patience = new Lane(PATIENCE);
    private final Draws arrivals;
    private final Draws keyDraws;
    private final Draws webDraws;
    private final Draws dbDraws;
    private final KeySampler keys = new ZipfKeys(0.99, 1_000_000).sampler(new KeyNames(List.of()));
    private final RecentKeys cached = new RecentKeys(10_000);
    private final TightMeter client = new TightMeter();
    private final TightMeter balancer = new TightMeter();
    private final TightMeter cache = new TightMeter();
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
    private int[] due = new int[1024];
    private int used = 1;
    private int free;
    private int turn;
    private long sequence;
    private long sent;
    private long answered;
    private long events;
    private long now;

    private TightW2Plus(long requests, long seed) {
        this.requests = requests;
        arrivals = new Draws(Draws.key(seed, 0, "arrivals"));
        keyDraws = new Draws(Draws.key(seed, 0, "key"));
        webDraws = new Draws(Draws.key(seed, 0, "web"));
        dbDraws = new Draws(Draws.key(seed, 0, "db"));
        for (int i = 0; i < NODES; i++) {
            web[i] = new TightStation(8);
        }
    }

    static Tally run(long requests, long seed) {
        TightW2Plus loop = new TightW2Plus(requests, seed);
        loop.run();
        if (loop.answered != requests || loop.client.arrivals != loop.client.departures) {
            throw new IllegalStateException("requests were lost");
        }
        return new Tally(requests, loop.events, loop.client.times.getMean() / 1e6);
    }

    private void run() {
        later((long) (arrivals.exponential() * 5e5), 0);
        while (true) {
            long at = ladder.peekAt();
            long order = at == Long.MAX_VALUE ? 0 : ladder.peekSequence();
            Lane from = null;
            if (first(patience, at, order)) {
                from = patience;
                at = patience.headAt();
                order = patience.headSequence();
            }
            if (first(hops, at, order)) {
                from = hops;
                at = hops.headAt();
                order = hops.headSequence();
            }
            if (first(lookups, at, order)) {
                from = lookups;
                at = lookups.headAt();
            }
            if (at == Long.MAX_VALUE) {
                return;
            }
            now = at;
            events++;
            if (from == null) {
                fire(due[ladder.pop()]);
            } else {
                int what = from.headStep();
                from.removeHead();
                fire(what);
            }
        }
    }

    private static boolean first(Lane lane, long at, long order) {
        return lane.headAt() <= at
                && (lane.headAt() < at || lane.headSequence() < order)
                && lane.headAt() != Long.MAX_VALUE;
    }

    private void fire(int what) {
        int request = what >>> 4;
        switch (what & 15) {
            case 0 -> arrive();
            case 1 -> {
                atBalancer[request] = now;
                balancer.arrive(now, 1, 0);
                node[request] = turn;
                turn = turn + 1 & NODES - 1;
                hop(request, 2);
            }
            case 2 -> enterWeb(request);
            case 3 -> hop(request, 4);
            case 4 -> {
                atCache[request] = now;
                cache.arrive(now, 1, 0);
                lookups.push(now, sequence++, this, request << 4 | 5);
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
                int following = db.leave(now, atDb[request], next);
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
                balancer.depart(now, atBalancer[request], -1, 0);
                hop(request, 11);
            }
            case 11 -> answer(request);
            default -> throw new IllegalStateException("a request took longer than a second");
        }
    }

    private void enterWeb(int request) {
        atWeb[request] = now;
        if (web[node[request]].enter(now, request, next)) {
            work(request);
        }
    }

    private void enterDb(int request) {
        atDb[request] = now;
        if (db.enter(now, request, next)) {
            read(request);
        }
    }

    private void arrive() {
        long n = sent++;
        if (sent < requests) {
            later((long) (arrivals.exponential() * 5e5), 0);
        }
        int request = free;
        if (request == 0) {
            request = newRequest();
        } else {
            free = next[request];
        }
        number[request] = n;
        bornAt[request] = now;
        key[request] = keys.next(keyDraws.at(n), n);
        client.arrive(now, 1, 0);
        timer[request] = patience.push(now, sequence++, this, request << 4 | 12);
        hop(request, 1);
    }

    private void work(int request) {
        later((long) StrictMath.exp(MU + 0.5 * webDraws.at(number[request]).normal()), request << 4 | 3);
    }

    private void read(int request) {
        later((long) (8e6 * dbDraws.at(number[request]).exponential()), request << 4 | 7);
    }

    private void leaveCache(int request) {
        cache.depart(now, atCache[request], -1, 0);
        hop(request, 9);
    }

    private void leaveWeb(int request) {
        int following = web[node[request]].leave(now, atWeb[request], next);
        if (following != 0) {
            work(following);
        }
        hop(request, 10);
    }

    private void answer(int request) {
        client.depart(now, bornAt[request], -1, 0);
        patience.cancel(timer[request]);
        answered++;
        next[request] = free;
        free = request;
    }

    private void hop(int request, int step) {
        hops.push(now, sequence++, this, request << 4 | step);
    }

    private void later(long delay, int what) {
        int slot = ladder.push(now + delay, sequence++);
        if (slot >= due.length) {
            due = Arrays.copyOf(due, 2 * slot);
        }
        due[slot] = what;
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
