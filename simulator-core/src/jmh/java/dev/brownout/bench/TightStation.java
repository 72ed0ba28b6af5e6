package dev.brownout.bench;

/** Servers with a queue. The queue is linked through an array that is indexed by request. */
final class TightStation {
    private final int servers;
    private int busy;
    private int head;
    private int tail;

    TightStation(int servers) {
        this.servers = servers;
    }

    /** Admits a request. Returns true if it is served immediately. */
    boolean enter(int request, int[] next) {
        if (busy < servers) {
            busy++;
            return true;
        }
        next[request] = 0;
        if (tail == 0) {
            head = request;
        } else {
            next[tail] = request;
        }
        tail = request;
        return false;
    }

    /** Releases a request. Returns the request that is served next, or 0 for none. */
    int leave(int[] next) {
        int following = head;
        if (following == 0) {
            busy--;
            return 0;
        }
        head = next[following];
        if (head == 0) {
            tail = 0;
        }
        return following;
    }
}
