package dev.brownout.chart.topology;

import dev.brownout.chart.topology.Topology.Box;
import java.util.List;

/** Backgrounds of boxes: components on the same host have the same colour. */
final class BoxColors {
    private static final int PLAIN = 0xffffff;
    private static final int USERS = 0xf2f5f7;
    /** Colours of boxes on shared hosts, reused cyclically. */
    private static final int[] HOSTS = {0xedf2e6, 0xefeaf6, 0xf9f1e4};

    private final List<String> hosts;

    BoxColors(Topology topology) {
        this.hosts = topology.boxes().stream()
                .map(Box::host)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
    }

    /** Returns the background of a box, as red, green and blue in 8 bits each. */
    int of(Box box) {
        if (box.users()) {
            return USERS;
        }
        return box.host().isEmpty() ? PLAIN : HOSTS[hosts.indexOf(box.host()) % HOSTS.length];
    }
}
