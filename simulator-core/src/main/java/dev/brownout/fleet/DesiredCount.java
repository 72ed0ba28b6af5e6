package dev.brownout.fleet;

import java.util.ArrayList;
import java.util.List;

/** Desired instance count: the most recent active request, or the initial count. */
public final class DesiredCount {
    private final int atFirst;
    private final List<Integer> open = new ArrayList<>();

    /** Creates a count without active requests. */
    public DesiredCount(int atFirst) {
        this.atFirst = atFirst;
    }

    /** Adds a request for a count and returns the desired count. */
    public int add(int many) {
        open.add(many);
        return many;
    }

    /** Cancels the oldest request for the given count and returns the desired count. */
    public int cancel(int many) {
        open.remove((Integer) many);
        return open.isEmpty() ? atFirst : open.get(open.size() - 1);
    }
}
