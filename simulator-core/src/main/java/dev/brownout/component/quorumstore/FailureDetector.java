package dev.brownout.component.quorumstore;

import dev.brownout.healthcheck.HealthCheck;
import dev.brownout.healthcheck.HealthSpec;
import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Failure detector of a store, with a separate view for each region. Each region probes all nodes, at no cost. All
 * nodes and clients of the region share the result, as if by instant gossip. During a partition between regions, both
 * sides consider each other down.
 */
final class FailureDetector {
    private final List<String> regions = new ArrayList<>();
    private final List<HealthCheck[]> checks = new ArrayList<>();
    private final List<long[]> downSince = new ArrayList<>();

    FailureDetector(ComponentContext context, HealthSpec health, List<Host> hosts) {
        for (Location site : context.topology().sites()) {
            int index = regions.size();
            regions.add(site.region());
            downSince.add(new long[hosts.size()]);
            Host from = new Host(context.simulation(), context.name(), "checks", site, null);
            HealthCheck[] all = new HealthCheck[hosts.size()];
            for (int i = 0; i < all.length; i++) {
                int node = i;
                Host host = hosts.get(i);
                String check = "check " + (site.region().isEmpty() ? "" : site.region() + " ") + host.node();
                all[i] = health.createCheck(
                        context.simulation(), context.network(), from, host, context.stream(check), isUp -> {
                            downSince.get(index)[node] = context.simulation().now();
                            note(context, site, host, isUp);
                        });
            }
            checks.add(all);
        }
    }

    private static void note(ComponentContext context, Location site, Host host, boolean isUp) {
        String by = site.region().isEmpty() ? "" : " from " + site.region();
        if (isUp) {
            context.timeline()
                    .note(
                            "returned",
                            host.node(),
                            Sentence.of("{} passed its health check{}; marked up", host.node(), by));
        } else {
            context.timeline()
                    .note(
                            "ejected",
                            host.node(),
                            Sentence.of("{} failed its health check{}; marked down", host.node(), by));
        }
    }

    /** Starts the health checks. */
    void start() {
        checks.forEach(all -> {
            for (HealthCheck check : all) {
                check.start();
            }
        });
    }

    /** Returns the view of a region. Clients in a region without nodes use the view of the first region. */
    View from(String region) {
        return new View(Math.max(0, regions.indexOf(region)));
    }

    /** State of the nodes as seen from one region. */
    final class View {
        private final HealthCheck[] seen;
        private final long[] since;

        private View(int index) {
            seen = checks.get(index);
            since = downSince.get(index);
        }

        /** Returns whether a node is considered up. */
        boolean isUp(int node) {
            return seen[node].isUp();
        }

        /** Returns the time since which a node has been considered down, in ns. Defined only for such a node. */
        long downSince(int node) {
            return since[node];
        }
    }
}
