package dev.brownout.component.database;

import dev.brownout.kernel.Simulation;
import dev.brownout.network.Edge;
import dev.brownout.network.Network;
import dev.brownout.node.Host;
import dev.brownout.node.Site;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.result.VariantResult.DataResult;
import dev.brownout.service.Service;
import dev.brownout.vocabulary.Selector;
import dev.brownout.wiring.Route;
import dev.brownout.wiring.ScenarioException;
import dev.brownout.wiring.Wiring;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One primary with its replicas and their one log: a database, or a shard of one. */
final class ReplicaGroup {
    final Simulation simulation;
    final Network network;
    final int number;
    final int ordinal;
    final Sampler readWork;
    final Sampler writeWork;
    final Draws readDraws;
    final Draws writeDraws;
    /** How far streams run behind; {@code null} where commits wait for them. */
    final Sampler backlog;

    final Draws backlogDraws;
    final Log log;
    final WriteLedger ledger = new WriteLedger();
    final Node[] nodes;
    final Commits commits;
    final Leadership leadership;
    final Staleness staleness;
    final DualPrimaries dual;

    final DatabaseSpec spec;
    private final Wiring wiring;
    private final Measures measures;
    final Acknowledgements acknowledgements;
    private final Host store;
    private final Streams streams = new Streams(this);
    private final Map<List<Host>, ReadRouting> routings = new LinkedHashMap<>();
    private final Checks checks;
    private final Replacing replacing;

    /**
     * Nodes that are up and have an empty log.
     *
     * @param measures of the whole database
     * @param prefix stands before the names of the nodes: empty, or {@code shard-3/}
     * @param ordinal number of the group within the database, from 0
     */
    ReplicaGroup(DatabaseSpec spec, Wiring wiring, Measures measures, String prefix, int ordinal) {
        this.spec = spec;
        this.wiring = wiring;
        this.measures = measures;
        this.ordinal = ordinal;
        simulation = wiring.simulation();
        network = wiring.network();
        number = wiring.number();
        readWork = spec.read().sampler();
        writeWork = spec.write().sampler();
        readDraws = wiring.draws("read");
        writeDraws = wiring.draws("write");
        backlogDraws = wiring.draws("backlog");
        staleness = new Staleness(wiring, measures);
        log = new Log(staleness.history);
        wiring.grows("writes in the log", 100, () -> log.end() - log.base());
        dual = new DualPrimaries(simulation, measures.dual);
        Site[] sites = Placement.sites(spec, wiring);
        nodes = new Node[sites.length];
        acknowledgements = new Acknowledgements(this, spec.replication(), nodes.length, measures.degraded);
        backlog =
                acknowledgements.needed() ? null : spec.replication().backlog().sampler();
        commits = new Commits(this, acknowledgements, spec.deduplicate());
        for (int i = 0; i < nodes.length; i++) {
            Host host = wiring.host(prefix + (i == 0 ? "primary" : "replica-" + i), sites[i]);
            nodes[i] = new Node(this, i, host, wiring, spec);
        }
        spec.failover().ifPresent(this::checkPromotion);
        store = new Host(simulation, wiring.name(), prefix + "lease", Site.ANYWHERE, null);
        leadership = new Leadership(this, spec.failover().orElse(null), store, nodes[0]);
        checks = new Checks(this, wiring, spec.reads().health());
        replacing =
                spec.replace().map(r -> new Replacing(this, r, spec.reads())).orElse(null);
        streams.reopen();
    }

    private void checkPromotion(Failover failover) {
        if (Arrays.stream(nodes).noneMatch(failover::means)) {
            throw new ScenarioException(
                    "components." + wiring.name() + ".failover.promote",
                    "promote names neither a region nor a node of " + wiring.name() + ": '" + failover.promote() + "'",
                    failover.promote(),
                    hosts().stream().map(Host::node).toList());
        }
    }

    /** The calling side for one machine; nothing lies behind a database. */
    Service connect(Host caller, Route route) {
        if (!route.rest().isEmpty()) {
            throw new ScenarioException(
                    "components." + wiring.name(),
                    "nothing lies behind " + wiring.name() + ": a database answers itself");
        }
        staleness.connected(route);
        Edge[] ways = new Edge[nodes.length];
        for (Node node : nodes) {
            ways[node.number] = wiring.way(caller, node.host, node, route);
        }
        boolean counting = nodes.length > 1 && spec.reads().algorithm() == Reads.Algorithm.LEAST_CONNECTIONS;
        return new Client(this, caller, ways, routing(wiring.near(caller, route, hosts())), counting);
    }

    private ReadRouting routing(List<Host> near) {
        return routings.computeIfAbsent(near, hosts -> {
            Node[] nearby =
                    Arrays.stream(nodes).filter(n -> hosts.contains(n.host)).toArray(Node[]::new);
            return new ReadRouting(this, spec.reads(), nearby, nodes, wiring.draws("node"));
        });
    }

    /** Its machines, the first primary first. */
    List<Host> hosts() {
        return hosts(node -> true);
    }

    private List<Host> hosts(Predicate<Node> meant) {
        return Arrays.stream(nodes).filter(meant).map(node -> node.host).toList();
    }

    /**
     * What a fault means by a part of a name: {@code primary} and {@code replica-*} are roles at this moment,
     * {@code lease} is the lease store, everything else is the name of machines.
     */
    List<Host> select(String part) {
        return switch (part) {
            case "primary" -> List.of(primary().host);
            case "lease" -> List.of(store);
            case "replica-*" -> hosts(node -> node != primary());
            default -> hosts(node -> Selector.matches(part, node.name()));
        };
    }

    /** Starts checks and lease. */
    void start() {
        for (Node node : nodes) {
            roleChanged(node);
        }
        if (nodes.length > 1) {
            checks.start();
        }
        if (spec.failover().isPresent()) {
            double share = wiring.stream("lease " + nodes[0].name()).uniform();
            leadership.start((long) (share * spec.failover().get().loop().toNanos()));
        }
    }

    /** Who is primary, or was last. */
    Node primary() {
        return leadership.primary();
    }

    /** The log has grown. */
    void committed() {
        streams.committed();
        forget();
    }

    /** A node has applied more of the log. */
    void applied(Node node) {
        forget();
        if (replacing != null) {
            replacing.applied(node);
        }
        leadership.applied(node);
    }

    private void forget() {
        long everywhere = log.end();
        for (Node node : nodes) {
            everywhere = Math.min(everywhere, node.applied());
        }
        log.forget(everywhere);
    }

    /** The caller of a write has been told that it is done. */
    void acknowledged(WriteLedger.Write write, int key, long version) {
        if (ledger.acknowledged(write)) {
            measures.lostWrites.add(simulation.now());
        }
        log.acknowledge(write, key, version, simulation.now());
    }

    /** Another node takes over: what it has not received is cut off the log, and all others follow it. */
    void succeed(Node old, Node next, boolean late) {
        long end = next.received();
        int lost = 0;
        while (log.end() > end) {
            lost += ledger.unlogged(log.removeLast()) ? 1 : 0;
        }
        measures.lostWrites.add(simulation.now(), lost);
        next.become(Node.Role.PRIMARY);
        old.become(late ? Node.Role.LATE : Node.Role.REPLICA);
        old.stand(end);
        for (Node node : nodes) {
            if (node != next) {
                node.rewind(end);
            }
        }
        streams.reopen();
        note("promoted", next, next.name() + " took over; acknowledged writes lost: " + lost);
        roleChanged(next);
        roleChanged(old);
        if (!old.answers) {
            lost(old);
        }
    }

    /** The checks have given a node up. */
    void lost(Node node) {
        if (replacing != null) {
            replacing.lost(node);
        }
    }

    /** A lost node leaves the group; a new machine begins as a copy of the log as it is now. */
    void retire(Node node) {
        streams.close(node);
        node.become(Node.Role.COPYING);
        node.stand(log.end());
        roleChanged(node);
    }

    /** A new machine takes the place of a lost one. */
    void install(Node node) {
        node.host.replace();
        checks.restart(node);
        rejoin(node);
    }

    /** A node that was primary, or is new, follows the one that is. */
    void rejoin(Node node) {
        node.become(Node.Role.REPLICA);
        streams.open(node);
        roleChanged(node);
    }

    /** The process of a node died. */
    void died(Node node) {
        if (node == primary()) {
            commits.depose(node);
        }
        commits.forget(node);
        leadership.died(node);
    }

    /** A node went away or came back. */
    void stateChanged(Node node) {
        roleChanged(node);
        if (node.host.up()) {
            streams.returned(node);
        }
        leadership.stateChanged(node);
    }

    /** What has become of the writes. */
    DataResult settle() {
        return ledger.settle(staleness.reads(), staleness.ageMaxNanos(), dual.nanos());
    }

    /** Notes for the timeline what happened at a node. */
    void note(String what, Node node, String text) {
        wiring.note(what, node.name(), text);
    }

    /** Tells the world what a node is, if that has changed. */
    void roleChanged(Node node) {
        String role = "replica";
        if (node.role == Node.Role.COPYING) {
            role = "copying";
        } else if (!node.host.up()) {
            role = "down";
        } else if (leadership.accepts(node)) {
            role = "primary";
        }
        if (!role.equals(node.announced)) {
            node.announced = role;
            wiring.role(node.name(), role);
        }
    }
}
