package dev.brownout.component.quorumstore;

import dev.brownout.hashing.Hashing;
import dev.brownout.host.Cores;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.QuorumModel;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Analytical model of the load on the nodes of a store. A write loads all live replicas of its key. A read loads all of
 * them or a read quorum, as configured. The busiest node is one resource, the remaining nodes together are another.
 */
final class StoreNodeModel {
    /**
     * Greatest rank of the keys that are placed one by one. Keys beyond this rank are assumed to be uniform over the
     * ring.
     */
    private static final int RANKS_ALONE = 20_000;
    /** Number of evenly spaced sample positions on the ring. */
    private static final int PLACES = 1 << 16;

    private static final long WIDTH = 1L << 48;

    private final QuorumStoreSpec spec;
    private final CapacityModel model;
    private final CopyPlacement placement;
    private final List<String> names = new ArrayList<>();
    private final List<String> regions = new ArrayList<>();
    private final boolean[] up;
    private final int copies;
    private final Map<KeyPopularity, double[]> ofReads = new LinkedHashMap<>();
    private final Map<KeyPopularity, double[]> ofWrites = new LinkedHashMap<>();
    private double[] readsAnywhere;
    private double[] writesAnywhere;
    private final List<NodeWork> asked = new ArrayList<>();

    /** Service time distribution of one kind of work, with its rate at each node per second. */
    private record NodeWork(Distribution law, double[] perSecond) {}

    StoreNodeModel(QuorumStoreSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        for (int place = 0; place < model.places().size(); place++) {
            for (String name : model.numbered(place, spec.nodes(), spec.nodes(), spec.nodes())) {
                names.add(name);
                regions.add(model.places().get(place));
            }
        }
        this.up = new boolean[names.size()];
        for (int node = 0; node < up.length; node++) {
            up[node] = model.up(names.get(node), regions.get(node));
        }
        this.copies = Math.min(spec.copiesOf(up.length), up.length);
        this.placement = new CopyPlacement(names, regions, copies, spec.virtual_nodes());
    }

    /** Returns the number of copies of each key. */
    int copies() {
        return copies;
    }

    /** Returns the nodes that are up, with the placement of keys on them. */
    QuorumModel.Keepers keepers() {
        int[] numbers = new int[up.length];
        List<QuorumModel.Node> standing = new ArrayList<>();
        for (int node = 0; node < up.length; node++) {
            numbers[node] = up[node] ? standing.size() : -1;
            if (up[node]) {
                standing.add(new QuorumModel.Node(names.get(node), regions.get(node)));
            }
        }
        return new QuorumModel.Keepers() {
            @Override
            public List<QuorumModel.Node> nodes() {
                return standing;
            }

            @Override
            public int[] of(int key) {
                return Arrays.stream(placement.of(key))
                        .map(node -> numbers[node])
                        .filter(node -> node >= 0)
                        .toArray();
            }
        };
    }

    void draw() {
        asked.add(new NodeWork(spec.read(), new double[up.length]));
        asked.add(new NodeWork(spec.write(), new double[up.length]));
        Map<String, NodeWork> queries = new LinkedHashMap<>();
        spec.queries().forEach((query, law) -> {
            queries.put(query, new NodeWork(law, new double[up.length]));
            asked.add(queries.get(query));
        });
        for (OfferedDemand calls : model.demands()) {
            NodeWork of = calls.operation() == Operation.WRITE
                    ? asked.get(1)
                    : calls.endpoint().isEmpty() ? asked.get(0) : queries.get(calls.endpoint());
            if (of != null && calls.perSecond() > 0) {
                boolean some = calls.operation() != Operation.WRITE && spec.contact() == ReadContact.QUORUM;
                double[] each = calls.keys().map(keys -> shares(keys, some)).orElseGet(() -> anywhere(some));
                for (int node = 0; node < each.length; node++) {
                    of.perSecond()[node] += calls.perSecond() * each[node];
                }
            }
        }
        stations();
    }

    /**
     * Returns the mean number of messages that each node receives per call, weighted by the key distribution.
     *
     * @param some whether a read contacts only a quorum
     */
    private double[] shares(KeyPopularity keys, boolean some) {
        return (some ? ofReads : ofWrites).computeIfAbsent(keys, asking -> {
            double[] each = new double[up.length];
            double left = 1;
            KeyNames keyNames = model.keyNames();
            for (int rank = 1; rank <= Math.min(RANKS_ALONE, asking.size()) && !alike(); rank++) {
                double share = asking.probability(rank);
                add(Hashing.hash(asking.key(rank, keyNames)), share, each, some);
                left -= share;
            }
            if (alike() || asking.size() > RANKS_ALONE) {
                double rest = Math.max(0, left);
                double[] everywhere = anywhere(some);
                for (int node = 0; node < each.length; node++) {
                    each[node] += rest * everywhere[node];
                }
            }
            return each;
        });
    }

    /** Returns whether each node has a copy of every key. */
    private boolean alike() {
        return copies == up.length;
    }

    private double[] anywhere(boolean some) {
        if (some) {
            readsAnywhere = readsAnywhere == null ? overTheRing(true) : readsAnywhere;
            return readsAnywhere;
        }
        writesAnywhere = writesAnywhere == null ? overTheRing(false) : writesAnywhere;
        return writesAnywhere;
    }

    private double[] overTheRing(boolean some) {
        double[] each = new double[up.length];
        if (alike()) {
            add(0, 1, each, some);
        } else {
            for (long place = 0; place < PLACES; place++) {
                add(place * WIDTH + WIDTH / 2, 1.0 / PLACES, each, some);
            }
        }
        return each;
    }

    private void add(long hash, double share, double[] each, boolean some) {
        int candidates = spec.quorum().sloppy() ? up.length : copies;
        int[] standing = Arrays.stream(placement.nodesAt(hash, candidates))
                .filter(node -> up[node])
                .limit(copies)
                .toArray();
        if (!some || standing.length <= spec.quorum().read()) {
            for (int node : standing) {
                each[node] += share;
            }
            return;
        }
        double all = model.places().stream().mapToDouble(model::usersNear).sum();
        for (String place : model.places()) {
            double users = all == 0 ? 1.0 / model.places().size() : model.usersNear(place) / all;
            int[] near = Arrays.stream(standing)
                    .filter(node -> regions.get(node).equals(place))
                    .toArray();
            int[] callable = near.length > 0 ? near : standing;
            for (int called : callable) {
                contact(called, standing, share * users / callable.length, each);
            }
        }
    }

    /**
     * Adds the copies that a coordinator contacts for a read: its own, then the next ones on the ring. Nodes of its
     * region come first.
     */
    private void contact(int called, int[] standing, double share, double[] each) {
        int own = 0;
        while (standing[own] != called) {
            own++;
        }
        int left = spec.quorum().read();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < standing.length && left > 0; i++) {
                int other = standing[(own + i) % standing.length];
                if (regions.get(other).equals(regions.get(called)) == (pass == 0)) {
                    each[other] += share;
                    left--;
                }
            }
        }
    }

    private void stations() {
        List<Integer> standing = new ArrayList<>();
        int busiest = -1;
        boolean even = true;
        for (int node = 0; node < up.length; node++) {
            if (up[node]) {
                even &= standing.isEmpty() || Math.abs(work(node) - work(standing.get(0))) <= 1e-9 * work(node);
                busiest = busiest < 0 || work(node) > work(busiest) ? node : busiest;
                standing.add(node);
            }
        }
        if (even) {
            station("", standing, true);
            return;
        }
        List<Integer> others = new ArrayList<>(standing);
        others.remove(Integer.valueOf(busiest));
        station(names.get(busiest), List.of(busiest), false);
        station("*", others, false);
    }

    private double work(int node) {
        return asked.stream()
                .mapToDouble(kind -> kind.perSecond()[node] * kind.law().mean())
                .sum();
    }

    private void station(String part, List<Integer> nodes, boolean even) {
        List<Work> works = new ArrayList<>();
        double calls = 0;
        for (NodeWork kind : asked) {
            double perSecond = 0;
            for (int node : nodes) {
                perSecond = even ? kind.perSecond()[node] * nodes.size() : perSecond + kind.perSecond()[node];
            }
            works.add(new Work(perSecond, kind.law(), true));
            calls += perSecond;
        }
        model.station(new StationModel(
                part,
                nodes.stream().map(names::get).toList(),
                spec.cores(),
                spec.queue().orElse(StationModel.ANY_NUMBER),
                Cores.Scheduling.FIFO,
                calls,
                works,
                Optional.of("a call waits for some of its copies")));
    }
}
