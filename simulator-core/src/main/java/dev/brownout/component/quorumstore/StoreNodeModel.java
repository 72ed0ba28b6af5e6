package dev.brownout.component.quorumstore;

import dev.brownout.hashing.Hashing;
import dev.brownout.random.Distribution;
import dev.brownout.random.KeyNames;
import dev.brownout.random.KeyPopularity;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.PartitionLossModel;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    private final List<NodeWork> workKinds = new ArrayList<>();

    /** Service time distribution of one kind of work, with its rate at each node per second. */
    private record NodeWork(Distribution law, double[] perSecond) {}

    StoreNodeModel(QuorumStoreSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        for (int index = 0; index < model.places().size(); index++) {
            for (String name : model.numbered(index, spec.nodes(), spec.nodes(), spec.nodes())) {
                names.add(name);
                regions.add(model.places().get(index));
            }
        }
        this.up = new boolean[names.size()];
        for (int node = 0; node < up.length; node++) {
            up[node] = model.up(names.get(node), regions.get(node));
        }
        this.copies = Math.min(spec.consistency().copiesOf(up.length), up.length);
        this.placement = new CopyPlacement(names, regions, copies, spec.placement());
    }

    void draw() {
        model.declare(new UnknownTime("a quorum of replicas responds at the same time"));
        if (model.places().size() == 1 && copies > 0) {
            spec.placement()
                    .loss(model.name(), names.size(), copies)
                    .ifPresent(loss -> model.declare(new PartitionLossModel(loss)));
        }
        workKinds.add(new NodeWork(spec.engine().read(), new double[up.length]));
        workKinds.add(new NodeWork(spec.engine().write(), new double[up.length]));
        Map<String, NodeWork> queries = new LinkedHashMap<>();
        spec.engine().queries().forEach((query, distribution) -> {
            queries.put(query, new NodeWork(distribution, new double[up.length]));
            workKinds.add(queries.get(query));
        });
        for (OfferedDemand calls : model.demands()) {
            NodeWork of = calls.operation() == Operation.WRITE
                    ? workKinds.get(1)
                    : calls.endpoint().isEmpty() ? workKinds.get(0) : queries.get(calls.endpoint());
            if (of != null && calls.perSecond() > 0) {
                boolean quorumOnly = calls.operation() != Operation.WRITE
                        && spec.consistency().contact() == ReadContact.QUORUM;
                double[] nodeShares =
                        calls.keys().map(keys -> shares(keys, quorumOnly)).orElseGet(() -> uniformShares(quorumOnly));
                for (int node = 0; node < nodeShares.length; node++) {
                    of.perSecond()[node] += calls.perSecond() * nodeShares[node];
                }
            }
        }
        stations();
    }

    /**
     * Returns the mean number of messages that each node receives per call, weighted by the key distribution.
     *
     * @param quorumOnly whether a read contacts only a quorum
     */
    private double[] shares(KeyPopularity keys, boolean quorumOnly) {
        return (quorumOnly ? ofReads : ofWrites).computeIfAbsent(keys, popularity -> {
            double[] messagesPerNode = new double[up.length];
            double remainingShare = 1;
            KeyNames keyNames = model.keyNames();
            for (int rank = 1; rank <= Math.min(RANKS_ALONE, popularity.size()) && !fullyReplicated(); rank++) {
                double share = popularity.probability(rank);
                add(Hashing.hash(popularity.key(rank, keyNames)), share, messagesPerNode, quorumOnly);
                remainingShare -= share;
            }
            if (fullyReplicated() || popularity.size() > RANKS_ALONE) {
                double otherShare = Math.max(0, remainingShare);
                double[] everywhere = uniformShares(quorumOnly);
                for (int node = 0; node < messagesPerNode.length; node++) {
                    messagesPerNode[node] += otherShare * everywhere[node];
                }
            }
            return messagesPerNode;
        });
    }

    /** Returns whether each node has a copy of every key. */
    private boolean fullyReplicated() {
        return copies == up.length;
    }

    private double[] uniformShares(boolean quorumOnly) {
        if (quorumOnly) {
            readsAnywhere = readsAnywhere == null ? overTheRing(true) : readsAnywhere;
            return readsAnywhere;
        }
        writesAnywhere = writesAnywhere == null ? overTheRing(false) : writesAnywhere;
        return writesAnywhere;
    }

    private double[] overTheRing(boolean quorumOnly) {
        double[] messagesPerNode = new double[up.length];
        if (fullyReplicated()) {
            add(0, 1, messagesPerNode, quorumOnly);
        } else {
            for (long position = 0; position < PLACES; position++) {
                add(position * WIDTH + WIDTH / 2, 1.0 / PLACES, messagesPerNode, quorumOnly);
            }
        }
        return messagesPerNode;
    }

    private void add(long hash, double share, double[] messagesPerNode, boolean quorumOnly) {
        int candidates = spec.consistency().quorum().sloppy() ? up.length : copies;
        int[] upReplicas = Arrays.stream(placement.nodesAt(hash, candidates))
                .filter(node -> up[node])
                .limit(copies)
                .toArray();
        if (!quorumOnly || upReplicas.length <= spec.consistency().quorum().read()) {
            for (int node : upReplicas) {
                messagesPerNode[node] += share;
            }
            return;
        }
        double all = model.places().stream().mapToDouble(model::usersNear).sum();
        for (String location : model.places()) {
            double users = all == 0 ? 1.0 / model.places().size() : model.usersNear(location) / all;
            int[] nearby = Arrays.stream(upReplicas)
                    .filter(node -> regions.get(node).equals(location))
                    .toArray();
            int[] callable = nearby.length > 0 ? nearby : upReplicas;
            for (int called : callable) {
                contact(called, upReplicas, share * users / callable.length, messagesPerNode);
            }
        }
    }

    /**
     * Adds the copies that a coordinator contacts for a read: its own, then the next ones on the ring. Nodes of its
     * region come first.
     */
    private void contact(int called, int[] upReplicas, double share, double[] messagesPerNode) {
        int start = 0;
        while (upReplicas[start] != called) {
            start++;
        }
        int remainingReads = spec.consistency().quorum().read();
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < upReplicas.length && remainingReads > 0; i++) {
                int other = upReplicas[(start + i) % upReplicas.length];
                if (regions.get(other).equals(regions.get(called)) == (pass == 0)) {
                    messagesPerNode[other] += share;
                    remainingReads--;
                }
            }
        }
    }

    private void stations() {
        List<Integer> upNodes = new ArrayList<>();
        int busiest = -1;
        boolean even = true;
        for (int node = 0; node < up.length; node++) {
            if (up[node]) {
                even &= upNodes.isEmpty() || Math.abs(work(node) - work(upNodes.get(0))) <= 1e-9 * work(node);
                busiest = busiest < 0 || work(node) > work(busiest) ? node : busiest;
                upNodes.add(node);
            }
        }
        if (even) {
            station("", upNodes, true);
            return;
        }
        List<Integer> otherNodes = new ArrayList<>(upNodes);
        otherNodes.remove(Integer.valueOf(busiest));
        station(names.get(busiest), List.of(busiest), false);
        station("*", otherNodes, false);
    }

    private double work(int node) {
        return workKinds.stream()
                .mapToDouble(kind -> kind.perSecond()[node] * kind.law().mean())
                .sum();
    }

    private CoreQueue cores() {
        return CoreQueue.fifo(spec.engine().cores(), spec.engine().queue())
                .withSpeed(spec.engine().speed());
    }

    private void station(String part, List<Integer> nodes, boolean even) {
        List<Work> works = new ArrayList<>();
        double calls = 0;
        for (NodeWork kind : workKinds) {
            double perSecond = 0;
            for (int node : nodes) {
                perSecond = even ? kind.perSecond()[node] * nodes.size() : perSecond + kind.perSecond()[node];
            }
            works.add(new Work(perSecond, kind.law(), true));
            calls += perSecond;
        }
        List<String> hosts = nodes.stream().map(names::get).toList();
        model.station(new StationModel(part, hosts, cores(), calls, works)
                .withoutFormula("a call waits for several replicas"));
    }
}
