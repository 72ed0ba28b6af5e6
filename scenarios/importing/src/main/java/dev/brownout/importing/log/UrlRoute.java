package dev.brownout.importing.log;

/** Requests of one method to paths that differ only in identifiers, such as {@code GET /users/:id}. */
final class UrlRoute {
    private final int number;
    private final String method;
    private final RouteNode place;
    private final String name;
    private UrlRoute into;
    private long requests;
    private long failed;
    private double bytes;
    private long sized;
    private KeyCounts keys;

    /**
     * Creates a route.
     *
     * @param number number of the route
     * @param place node where its path ends; null for the requests without a route of their own
     */
    UrlRoute(int number, String method, RouteNode place) {
        this(number, method, place, "");
    }

    private UrlRoute(int number, String method, RouteNode place, String name) {
        this.number = number;
        this.method = method;
        this.place = place;
        this.name = name;
    }

    /** Creates a route of the requests to which a load generator gives a name. */
    static UrlRoute named(int number, String name) {
        return new UrlRoute(number, "", null, name);
    }

    /** Returns the name of the requests, or their method and path if they have none. */
    String label() {
        return name.isEmpty() ? method + " " + path() : name;
    }

    int number() {
        return number;
    }

    String method() {
        return method;
    }

    /** Returns the path with names for its identifiers, such as {@code /users/:id}. */
    String path() {
        return place == null ? "" : place.path();
    }

    /** Counts a request of this route. */
    void add(AccessLogEntry access) {
        requests++;
        failed += access.status() >= 500 ? 1 : 0;
        if (access.bytes() >= 0) {
            bytes += access.bytes();
            sized++;
        }
    }

    /** Adds a number of requests for a key. */
    void addKey(long key, long times) {
        if (keys == null) {
            keys = new KeyCounts();
        }
        keys.add(key, times);
    }

    /** Merges this route into another one, in which one more segment of the path is a key. */
    void become(UrlRoute other, long keyPart) {
        into = other;
        other.requests += requests;
        other.failed += failed;
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

    /** Returns the route that this one was merged into, or this one. */
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

    /** Returns the number of responses with a status of 500 or higher. */
    long failed() {
        return failed;
    }

    /** Returns the mean size of the responses in bytes, or NaN if the log has no sizes. */
    double meanBytes() {
        return sized == 0 ? Double.NaN : bytes / sized;
    }

    /** Returns the number of requests per key, or null if no segment of the path is a key. */
    KeyCounts keys() {
        return keys;
    }
}
