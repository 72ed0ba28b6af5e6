package dev.brownout.component.cache;

import dev.brownout.component.cache.SourceAccess.ReadPolicy;
import dev.brownout.component.cache.SourceAccess.WritePolicy;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.KeyShares;
import dev.brownout.hashing.Placement;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Analytical model of the CPU load of cache nodes with cores: lookups and changes with waiting callers, the fills of
 * look-aside, and the loads of read-through, each at the node of its key. The busiest node is modeled separately from
 * the rest.
 */
final class CacheCpuModel {
    private final CacheSpec spec;
    private final CapacityModel model;
    private final List<String> nodes;
    private final double[] receivedPerSecond;
    private final double[] filledPerSecond;
    private final double[] loadedPerSecond;
    private final Map<String, Integer> positions = new TreeMap<>();

    CacheCpuModel(CacheSpec spec, CapacityModel model, List<String> nodes) {
        this.spec = spec;
        this.model = model;
        this.nodes = nodes;
        this.receivedPerSecond = new double[nodes.size()];
        this.filledPerSecond = new double[nodes.size()];
        this.loadedPerSecond = new double[nodes.size()];
        nodes.forEach(node -> positions.put(node, positions.size()));
    }

    /** Adds incoming calls. */
    void ask(OfferedDemand calls) {
        if (calls.operation() == Operation.READ || spec.sourceAccess().write_policy() != WritePolicy.BYPASS) {
            addCalls(calls, receivedPerSecond, calls.operation() == Operation.WRITE);
        }
    }

    /** Adds the misses, which callers fill by a change; nodes fill after the work of a load. */
    void miss(OfferedDemand misses) {
        addCalls(
                misses,
                spec.sourceAccess().read_policy() == ReadPolicy.LOOK_ASIDE ? filledPerSecond : loadedPerSecond,
                true);
    }

    /**
     * Spreads calls over the nodes by key. Calls without a key share one key. Calls to a node that is down are lost,
     * unless clients eject it or another node takes over. A change is also applied to each replica.
     */
    private void addCalls(OfferedDemand calls, double[] loads, boolean changes) {
        List<String> locations = model.places();
        int initialNodes = model.wanted(spec.nodes());
        int maxNodes = model.most(spec.nodes());
        for (int index = 0; index < locations.size(); index++) {
            List<String> meant = spec.client().eject_after().isPresent()
                    ? model.availableHosts(index, spec.nodes(), initialNodes, maxNodes)
                    : model.numbered(index, spec.nodes(), initialNodes, maxNodes);
            if (!meant.isEmpty()) {
                double[] shares = shares(
                        calls.keys(),
                        spec.keyDistribution()
                                .hashing()
                                .over(meant, spec.keyDistribution().virtual_nodes()),
                        meant.size());
                for (int i = 0; i < shares.length; i++) {
                    double perSecond = calls.perSecond() / locations.size() * shares[i];
                    add(loads, meant, i, perSecond);
                    if (changes) {
                        addReplicaLoad(meant, i, perSecond);
                    }
                }
            }
        }
    }

    /** Adds load to the first available node of a key. */
    private void add(double[] loads, List<String> meant, int first, double perSecond) {
        for (int i = 0; i < spec.replication().copies(); i++) {
            Integer position = positions.get(meant.get((first + i) % meant.size()));
            if (position != null) {
                loads[position] += perSecond;
                return;
            }
        }
    }

    /** Adds load to the available nodes of a key except the first. */
    private void addReplicaLoad(List<String> meant, int first, double perSecond) {
        boolean isLeader = true;
        for (int i = 0; i < spec.replication().copies(); i++) {
            Integer position = positions.get(meant.get((first + i) % meant.size()));
            if (position != null) {
                filledPerSecond[position] += isLeader ? 0 : perSecond;
                isLeader = false;
            }
        }
    }

    private double[] shares(Optional<KeyPopularity> keys, Placement placement, int size) {
        if (keys.isPresent()) {
            return KeyShares.of(keys.get(), model.keyNames(), placement, size);
        }
        double[] shares = new double[size];
        shares[placement.nodeOf(Hashing.hash(0))] = 1;
        return shares;
    }

    void draw() {
        double[] loads = new double[nodes.size()];
        Arrays.setAll(loads, node -> receivedPerSecond[node] + filledPerSecond[node] + loadWork(node));
        int busiest = StationModel.busiest(loads);
        if (nodes.size() < 2 || receivedPerSecond[busiest] == 0) {
            station("", nodes, sum(receivedPerSecond), sum(filledPerSecond), sum(loadedPerSecond));
            return;
        }
        List<String> otherNodes = new ArrayList<>(nodes);
        String hottest = otherNodes.remove(busiest);
        station(
                hottest,
                List.of(hottest),
                receivedPerSecond[busiest],
                filledPerSecond[busiest],
                loadedPerSecond[busiest]);
        station(
                "*",
                otherNodes,
                sum(receivedPerSecond) - receivedPerSecond[busiest],
                sum(filledPerSecond) - filledPerSecond[busiest],
                sum(loadedPerSecond) - loadedPerSecond[busiest]);
    }

    /** Returns the work of the loads of a node per second, in lookups. */
    private double loadWork(int node) {
        double lookup = spec.cpu().lookup().mean();
        return spec.cpu()
                .load_time()
                .filter(length -> lookup > 0)
                .map(length -> loadedPerSecond[node] * length.mean() / lookup)
                .orElse(0.0);
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private void station(String part, List<String> partNodes, double calls, double fills, double loads) {
        CoreQueue cores =
                CoreQueue.fifo(spec.cpu().cores().orElseThrow(), spec.cpu().queue());
        List<Work> works = new ArrayList<>();
        works.add(new Work(calls, spec.cpu().lookup(), true));
        works.add(new Work(fills, spec.cpu().lookup(), false));
        spec.cpu().load_time().ifPresent(length -> works.add(new Work(loads, length, true)));
        model.station(new StationModel(part, partNodes, cores, calls, works));
    }
}
