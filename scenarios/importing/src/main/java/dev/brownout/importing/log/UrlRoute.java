package dev.brownout.importing.log;

/** Requests of one method to paths that differ in nothing but what names a thing, such as {@code GET /users/:id}. */
final class UrlRoute {
    private final int number;
    private final String method;
    private final RouteNode place;
    private UrlRoute into;
    private long requests;
    private long failed;
    private long refused;
    private double bytes;
    private long sized;
    private KeyCounts keys;

    /**
     * A route.
     *
     * @param number its own
     * @param place where its path ends; null for all that have no route of their own
     */
    UrlRoute(int number, String method, RouteNode place) {
        this.number = number;
        this.method = method;
        this.place = place;
    }

    int number() {
        return number;
    }

    String method() {
        return method;
    }

    /** Its path, with names for what differs, such as {@code /users/:id}. */
    String path() {
        return place == null ? "" : place.path();
    }

    /** Counts one of its requests. */
    void add(AccessLogEntry access) {
        requests++;
        failed += access.status() >= 500 ? 1 : 0;
        refused += access.status() >= 400 && access.status() < 500 ? 1 : 0;
        if (access.bytes() >= 0) {
            bytes += access.bytes();
            sized++;
        }
    }

    /** Counts a request for a key. */
    void addKey(long key, long times) {
        if (keys == null) {
            keys = new KeyCounts();
        }
        keys.add(key, times);
    }

    /** Becomes a part of another route, in which one part more of the path is a key. */
    void become(UrlRoute other, long keyPart) {
        into = other;
        other.requests += requests;
        other.failed += failed;
        other.refused += refused;
        other.bytes += bytes;
        other.sized += sized;
        if (keys == null) {
            other.addKey(keyPart, requests);
        } else {
            if (other.keys == null) {
                other.keys = new KeyCounts();
            }
            other.keys.addAll(keys, keyPart);
            keys = null;
        }
    }

    /** The route of which it has become a part, or itself. */
    UrlRoute settled() {
        UrlRoute route = this;
        while (route.into != null) {
            route = route.into;
        }
        return route;
    }

    long requests() {
        return requests;
    }

    /** How many were answered with a status from 500 on. */
    long failed() {
        return failed;
    }

    /** How many were answered with a status from 400 to 499. */
    long refused() {
        return refused;
    }

    /** The mean size of its answers in bytes; NaN where the log does not say. */
    double meanBytes() {
        return sized == 0 ? Double.NaN : bytes / sized;
    }

    /** How often each key was asked for; null where nothing in the path is one. */
    KeyCounts keys() {
        return keys;
    }
}
