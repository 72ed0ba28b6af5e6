package dev.brownout.fleet;

import java.util.ArrayList;
import java.util.List;

/** How many of something are wanted: as the newest wish says that nobody has taken back, or as there were at first. */
public final class DesiredCount {
    private final int atFirst;
    private final List<Integer> open = new ArrayList<>();

    /** Nobody wishes anything yet. */
    public DesiredCount(int atFirst) {
        this.atFirst = atFirst;
    }

    /** One more wish; how many are wanted now. */
    public int add(int many) {
        open.add(many);
        return many;
    }

    /** Takes back the oldest wish for so many; how many are wanted now. */
    public int takeBack(int many) {
        open.remove((Integer) many);
        return open.isEmpty() ? atFirst : open.get(open.size() - 1);
    }
}
