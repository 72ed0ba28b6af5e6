package dev.brownout.importing.detail;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Backends that handled the requests of a log, with the times of their first and last request. Only the first
 * {@link #MAXIMUM} backends are distinguished.
 *
 * <p>nginx separates the servers that it tried by commas, and those of another group after an internal redirect by
 * colons (ngx_http_upstream_module, {@code $upstream_addr}). The last server is that of the response.
 */
public final class BackendCounts {
    /** Maximum number of distinguished backends. */
    static final int MAXIMUM = 1024;

    private final Map<String, Backend> backends = new TreeMap<>();
    private final WordCounts groups = new WordCounts();
    private long retried;
    private boolean full;

    private static final class Backend {
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
    }

    /**
     * Counts the backends of a request.
     *
     * @param field address or name of a backend, or a list of the tried ones; HAProxy adds the group before a slash
     * @param micros time of the request in microseconds
     */
    public void add(String field, long micros) {
        int from = 0;
        int tries = 0;
        while (from < field.length()) {
            int comma = field.indexOf(", ", from);
            int colon = field.indexOf(" : ", from);
            int end = comma < 0 ? colon : colon < 0 ? comma : Math.min(comma, colon);
            end = end < 0 ? field.length() : end;
            tries += addOne(field.substring(from, end).strip(), micros) ? 1 : 0;
            from = end + (end == colon ? 3 : 2);
        }
        retried += tries > 1 ? 1 : 0;
    }

    private boolean addOne(String name, long micros) {
        if (name.isEmpty() || name.equals("-") || name.endsWith("<NOSRV>") || name.endsWith("/-")) {
            return false;
        }
        Backend backend = backends.get(name);
        if (backend == null) {
            if (backends.size() == MAXIMUM) {
                full = true;
                return true;
            }
            backend = new Backend();
            backends.put(name, backend);
            int slash = name.indexOf("://") >= 0 ? -1 : name.indexOf('/');
            groups.add(slash > 0 && !name.startsWith("unix:") ? name.substring(0, slash) : "");
        }
        backend.first = Math.min(backend.first, micros);
        backend.last = Math.max(backend.last, micros);
        return true;
    }

    /** Returns the number of different backends. */
    public int size() {
        return backends.size();
    }

    /**
     * Returns the largest number of backends at the same time. A backend exists from its first to its last request.
     * Instances that replace one another are not counted together.
     */
    public int concurrent() {
        List<long[]> changes = new ArrayList<>();
        for (Backend backend : backends.values()) {
            changes.add(new long[] {backend.first, 1});
            changes.add(new long[] {backend.last, -1});
        }
        changes.sort(Comparator.comparingLong((long[] change) -> change[0]).thenComparingLong(change -> -change[1]));
        int now = 0;
        int most = 0;
        for (long[] change : changes) {
            now += (int) change[1];
            most = Math.max(most, now);
        }
        return most;
    }

    /** Returns sentences on the backends that the number of nodes does not contain. */
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        if (full) {
            remarks.add("backends: the log has more than " + MAXIMUM + ", which are not distinguished");
        } else if (concurrent() < size()) {
            remarks.add("backends: " + size() + " different ones, of which at most " + concurrent()
                    + " have requests at the same time; the nodes are that number");
        }
        String text = groups.text();
        if (text.indexOf(',') > 0) {
            remarks.add("groups of backends: " + text + " of " + size() + " servers; here one tier has all of them");
        }
        if (retried > 0) {
            remarks.add("retries of the balancer: " + retried + (retried == 1 ? " request was" : " requests were")
                    + " sent to a further backend; here each has one");
        }
        return remarks;
    }

    /** Returns whether the number of backends is known. */
    public boolean isKnown() {
        return !full && size() > 0;
    }
}
