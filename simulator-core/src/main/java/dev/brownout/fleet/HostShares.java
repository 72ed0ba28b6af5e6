package dev.brownout.fleet;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CallDistribution;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Analytical shares of the calls that the hosts of a tier receive, which load balancers may spread unevenly. */
public final class HostShares {
    private final CapacityModel model;
    private final int nodes;
    private final int maxNodes;

    /**
     * Creates the shares of a tier.
     *
     * @param nodes initial number of hosts in each location
     * @param maxNodes maximum number of hosts in each location by autoscaling; 0 without it
     */
    public HostShares(CapacityModel model, int nodes, int maxNodes) {
        this.model = model;
        this.nodes = nodes;
        this.maxNodes = maxNodes;
    }

    /** Returns whether calls are spread unevenly. */
    public boolean isUneven() {
        return !spreads().isEmpty();
    }

    /** Returns the reason that the shares are unknown; empty if they are known. */
    public Optional<Sentence> unknown() {
        return model.demands().stream()
                .flatMap(demand -> demand.route().spread().map(CallDistribution::unknown).stream())
                .filter(why -> !why.isEmpty())
                .findFirst();
    }

    /**
     * Adds the stations of the tier to its model. If calls are spread unevenly, the busiest host is a station of its
     * own.
     *
     * @param all the station of all hosts
     */
    public void declare(StationModel all) {
        double[] shares = all.callsPerSecond() > 0 && all.nodes().size() > 1 ? shares(all) : new double[0];
        if (shares.length == 0) {
            model.station(all);
            return;
        }
        int busiest = StationModel.busiest(shares);
        List<String> others = new ArrayList<>(all.nodes());
        String hottest = others.remove(busiest);
        model.station(all.part(hottest, List.of(hottest), shares[busiest]));
        model.station(all.part("*", others, 1 - shares[busiest]));
    }

    /** Returns the share of calls of each host; empty if spread evenly or unknown. */
    private double[] shares(StationModel all) {
        if (spreads().isEmpty() || unknown().isPresent()) {
            return new double[0];
        }
        double[] shares = new double[all.nodes().size()];
        Map<String, Integer> positions = new TreeMap<>();
        all.nodes().forEach(node -> positions.put(node, positions.size()));
        int most = Math.max(maxNodes, model.maximumHosts(nodes));
        for (int place = 0; place < model.places().size(); place++) {
            List<String> local = new ArrayList<>(model.availableHosts(place, nodes, most, most));
            local.removeIf(node -> !positions.containsKey(node));
            for (OfferedDemand demand : local.isEmpty() ? List.<OfferedDemand>of() : model.demands()) {
                double part = demand.perSecond() / all.callsPerSecond() * local.size() / shares.length;
                double[] each = new double[local.size()];
                Arrays.fill(each, 1.0 / each.length);
                if (demand.route().spread().isPresent()) {
                    each = demand.route().spread().get().shares(demand, local, place, model.keyNames());
                }
                for (int i = 0; i < each.length; i++) {
                    shares[positions.get(local.get(i))] += part * each[i];
                }
            }
        }
        return shares;
    }

    private List<CallDistribution> spreads() {
        return model.demands().stream()
                .flatMap(demand -> demand.route().spread().stream())
                .filter(spread -> !spread.isUniform())
                .toList();
    }
}
