package dev.brownout.component.cache;

import dev.brownout.component.cache.CacheSpec.ReadPolicy;
import dev.brownout.component.cache.CacheSpec.WritePolicy;
import dev.brownout.hashing.Hashing;
import dev.brownout.hashing.KeyShares;
import dev.brownout.hashing.Placement;
import dev.brownout.host.Cores;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Analytical model of the CPU load of cache nodes with cores: lookups and changes with waiting callers, and the fills
 * of look-aside, each at the node of its key. The busiest node is modeled separately from the rest.
 */
final class CacheCpuModel {
    private final CacheSpec spec;
    private final CapacityModel model;
    private final List<String> nodes;
    private final double[] asked;
    private final double[] filled;
    private final Map<String, Integer> positions = new TreeMap<>();

    CacheCpuModel(CacheSpec spec, CapacityModel model, List<String> nodes) {
        this.spec = spec;
        this.model = model;
        this.nodes = nodes;
        this.asked = new double[nodes.size()];
        this.filled = new double[nodes.size()];
        nodes.forEach(node -> positions.put(node, positions.size()));
    }

    /** Adds incoming calls. */
    void ask(OfferedDemand calls) {
        if (calls.operation() == Operation.READ || spec.write_policy() != WritePolicy.BYPASS) {
            spread(calls, asked, calls.operation() == Operation.WRITE);
        }
    }

    /** Adds the misses, which callers fill; nodes fill at no cost. */
    void miss(OfferedDemand missed) {
        spread(missed, spec.read_policy() == ReadPolicy.LOOK_ASIDE ? filled : new double[nodes.size()], true);
    }

    /**
     * Spreads calls over the nodes by key. Calls without a key share one key. Calls to a node that is down are lost,
     * unless clients eject it or another node takes over. A change is also applied to each replica.
     */
    private void spread(OfferedDemand calls, double[] loads, boolean changes) {
        List<String> places = model.places();
        int wanted = model.wanted(spec.nodes());
        int most = model.most(spec.nodes());
        for (int place = 0; place < places.size(); place++) {
            List<String> meant = spec.eject_after().isPresent()
                    ? model.availableHosts(place, spec.nodes(), wanted, most)
                    : model.numbered(place, spec.nodes(), wanted, most);
            if (!meant.isEmpty()) {
                double[] shares = shares(calls.keys(), spec.hashing().over(meant, spec.virtual_nodes()), meant.size());
                for (int i = 0; i < shares.length; i++) {
                    double perSecond = calls.perSecond() / places.size() * shares[i];
                    add(loads, meant, i, perSecond);
                    if (changes) {
                        copy(meant, i, perSecond);
                    }
                }
            }
        }
    }

    /** Adds load to the first available node of a key. */
    private void add(double[] loads, List<String> meant, int first, double perSecond) {
        for (int i = 0; i < spec.copies(); i++) {
            Integer position = positions.get(meant.get((first + i) % meant.size()));
            if (position != null) {
                loads[position] += perSecond;
                return;
            }
        }
    }

    /** Adds load to the available nodes of a key except the first. */
    private void copy(List<String> meant, int first, double perSecond) {
        boolean leads = true;
        for (int i = 0; i < spec.copies(); i++) {
            Integer position = positions.get(meant.get((first + i) % meant.size()));
            if (position != null) {
                filled[position] += leads ? 0 : perSecond;
                leads = false;
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
        int busiest = 0;
        for (int i = 0; i < asked.length; i++) {
            busiest = asked[i] + filled[i] > asked[busiest] + filled[busiest] ? i : busiest;
        }
        if (nodes.size() < 2 || asked[busiest] == 0) {
            station("", nodes, sum(asked), sum(filled));
            return;
        }
        List<String> others = new ArrayList<>(nodes);
        String hottest = others.remove(busiest);
        station(hottest, List.of(hottest), asked[busiest], filled[busiest]);
        station("*", others, sum(asked) - asked[busiest], sum(filled) - filled[busiest]);
    }

    private static double sum(double[] all) {
        double sum = 0;
        for (double each : all) {
            sum += each;
        }
        return sum;
    }

    private void station(String part, List<String> some, double calls, double fills) {
        model.station(new StationModel(
                part,
                some,
                spec.cores().orElseThrow(),
                spec.queue().orElse(StationModel.ANY_NUMBER),
                Cores.Scheduling.FIFO,
                calls,
                List.of(new Work(calls, spec.lookup(), true), new Work(fills, spec.lookup(), false)),
                Optional.empty()));
    }
}
