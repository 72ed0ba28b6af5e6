package dev.brownout.bench;

import dev.brownout.eventlist.Ladder;
import dev.brownout.random.Draws;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeySampler;
import dev.brownout.random.ZipfKeys;
import java.util.Arrays;
import java.util.List;
import org.HdrHistogram.Histogram;

/** W2 as one switch over arrays, with sequential draws and a histogram of the answers, and nothing else. */
final class TightW2 {
    private static final long LOOKUP = 200_000;
    private static final int NODES = 4;
    private static final double MU = StrictMath.log(10e6) - 0.125;

    private final long requests;
    private final Ladder ladder = new Ladder();
    private final Draws arrivals;
    private final Draws keyDraws;
    private final Draws webDraws;
    private final Draws dbDraws;
    private final KeySampler keys = new ZipfKeys(0.99, 1_000_000).sampler(new KeyNames(List.of()));
    private final RecentKeys cached = new RecentKeys(10_000);
    private final Histogram times = new Histogram(512, 1L << 40, 3);
    private final int[] busy = new int[NODES + 1];
    private final int[] head = new int[NODES + 1];
    private final int[] tail = new int[NODES + 1];
    private long[] bornAt = new long[1024];
    private int[] key = new int[1024];
    private int[] node = new int[1024];
    private int[] next = new int[1024];
    private int[] due = new int[1024];
    private int used = 1;
    private int free;
    private int turn;
    private long sequence;
    private long sent;
    private long events;
    private long now;

    private TightW2(long requests, long seed) {
        this.requests = requests;
        arrivals = new Draws(Draws.key(seed, 0, "arrivals"));
        keyDraws = new Draws(Draws.key(seed, 0, "key"));
        webDraws = new Draws(Draws.key(seed, 0, "web"));
        dbDraws = new Draws(Draws.key(seed, 0, "db"));
    }

    static Tally run(long requests, long seed) {
        TightW2 loop = new TightW2(requests, seed);
        loop.later((long) (loop.arrivals.exponential() * 5e5), 0);
        for (long at = loop.ladder.peekAt(); at != Long.MAX_VALUE; at = loop.ladder.peekAt()) {
            loop.now = at;
            loop.events++;
            loop.fire(loop.due[loop.ladder.pop()]);
        }
        if (loop.times.getTotalCount() != requests) {
            throw new IllegalStateException("requests were lost");
        }
        return new Tally(requests, loop.events, loop.times.getMean() / 1e6);
    }

    private void fire(int what) {
        int request = what >>> 2;
        switch (what & 3) {
            case 0 -> arrive();
            case 1 -> {
                int following = leave(node[request]);
                if (following != 0) {
                    work(following);
                }
                key[request] = keys.next(keyDraws, 0);
                later(LOOKUP, request << 2 | 2);
            }
            case 2 -> {
                if (cached.hit(key[request])) {
                    answer(request);
                } else if (enter(NODES, 16, request)) {
                    read(request);
                }
            }
            default -> {
                int following = leave(NODES);
                if (following != 0) {
                    read(following);
                }
                cached.put(key[request]);
                answer(request);
            }
        }
    }

    private void arrive() {
        if (++sent < requests) {
            later((long) (arrivals.exponential() * 5e5), 0);
        }
        int request = free;
        if (request == 0) {
            request = newRequest();
        } else {
            free = next[request];
        }
        bornAt[request] = now;
        node[request] = turn;
        turn = turn + 1 & NODES - 1;
        if (enter(node[request], 8, request)) {
            work(request);
        }
    }

    private boolean enter(int station, int servers, int request) {
        if (busy[station] < servers) {
            busy[station]++;
            return true;
        }
        next[request] = 0;
        if (tail[station] == 0) {
            head[station] = request;
        } else {
            next[tail[station]] = request;
        }
        tail[station] = request;
        return false;
    }

    private int leave(int station) {
        int following = head[station];
        if (following == 0) {
            busy[station]--;
        } else {
            head[station] = next[following];
            if (head[station] == 0) {
                tail[station] = 0;
            }
        }
        return following;
    }

    private void work(int request) {
        later((long) StrictMath.exp(MU + 0.5 * webDraws.normal()), request << 2 | 1);
    }

    private void read(int request) {
        later((long) (8e6 * dbDraws.exponential()), request << 2 | 3);
    }

    private void answer(int request) {
        times.recordValue(now - bornAt[request]);
        next[request] = free;
        free = request;
    }

    private void later(long delay, int what) {
        int slot = ladder.push(now + delay, sequence++);
        if (slot >= due.length) {
            due = Arrays.copyOf(due, 2 * slot);
        }
        due[slot] = what;
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
