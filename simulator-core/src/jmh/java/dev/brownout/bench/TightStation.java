package dev.brownout.bench;

/** Servers and a line of those that wait for one; the line is linked through an array of the requests' own. */
final class TightStation {
    final TightMeter meter = new TightMeter();
    private final int servers;
    private int head;
    private int tail;

    TightStation(int servers) {
        this.servers = servers;
    }

    /** Lets a request in; true if it is served at once. */
    boolean enter(long now, int request, int[] next) {
        if (meter.busy < servers) {
            meter.arrive(now, 1, 0);
            return true;
        }
        meter.arrive(now, 0, 1);
        next[request] = 0;
        if (tail == 0) {
            head = request;
        } else {
            next[tail] = request;
        }
        tail = request;
        return false;
    }

    /** Lets a request out; the request that is served now, 0 for none. */
    int leave(long now, long arrivedAt, int[] next) {
        int following = head;
        if (following == 0) {
            meter.depart(now, arrivedAt, -1, 0);
            return 0;
        }
        head = next[following];
        if (head == 0) {
            tail = 0;
        }
        meter.depart(now, arrivedAt, 0, -1);
        return following;
    }
}
