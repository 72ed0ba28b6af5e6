package dev.brownout.bench;

/** Servers and a line of those that wait for one; the line is linked through an array of the requests' own. */
final class TightStation {
    private final int servers;
    private int busy;
    private int head;
    private int tail;

    TightStation(int servers) {
        this.servers = servers;
    }

    /** Lets a request in; true if it is served at once. */
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

    /** Lets a request out; the request that is served now, 0 for none. */
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
