package dev.brownout.component.cache;

import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Host;
import dev.brownout.instrument.Ratio;
import dev.brownout.kernel.Simulation;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts cached entries that become unreachable because their keys move to other nodes. */
final class MovedKeys {
    private final KeyDirectory directory;
    private final Map<Host, CacheNode> nodes;
    private final Simulation simulation;
    private final Ratio moved;
    private final Map<Host, Long> outUntil = new LinkedHashMap<>();

    MovedKeys(KeyDirectory directory, Map<Host, CacheNode> nodes, Simulation simulation, Ratio moved) {
        this.directory = directory;
        this.nodes = nodes;
        this.simulation = simulation;
        this.moved = moved;
    }

    /** Counts the entries of keys that are on another node after a change of the nodes in use. */
    void count(List<Host> before, List<Host> after) {
        if (before.isEmpty() || before.equals(after)) {
            return;
        }
        Placement from = directory.placementOn(before);
        Placement to = after.isEmpty() ? null : directory.placementOn(after);
        long[] counts = new long[2];
        for (int i = 0; i < before.size(); i++) {
            Host node = before.get(i);
            int index = i;
            nodes.get(node).store().forEachKey(key -> {
                long hash = Hashing.hash(key);
                if (from.nodeOf(hash) == index) {
                    counts[0] += to == null || after.get(to.nodeOf(hash)) != node ? 1 : 0;
                    counts[1]++;
                }
            });
        }
        moved.add(simulation.now(), counts[0], counts[1]);
    }

    /** Returns whether no client had ejected the node; marks it as ejected for {@code time}. */
    boolean newlyOut(Host node, Duration time) {
        long now = simulation.now();
        Long until = outUntil.get(node);
        if (until != null && now < until) {
            return false;
        }
        outUntil.put(node, now + time.toNanos());
        return true;
    }
}
