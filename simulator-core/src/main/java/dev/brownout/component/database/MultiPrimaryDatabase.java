package dev.brownout.component.database;

import dev.brownout.component.database.multiprimary.Primaries;
import dev.brownout.component.database.multiprimary.PrimarySettings;
import dev.brownout.component.database.node.NodeSizes;
import dev.brownout.component.database.reads.Staleness;
import dev.brownout.host.ConnectionPool;
import dev.brownout.host.Host;
import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Service;
import dev.brownout.spec.Selector;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.LoadSkew;
import dev.brownout.spi.ReadFrom;
import dev.brownout.spi.ScalableTier;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.StoreComponent;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A database with a primary in each region, each of which has all rows. */
final class MultiPrimaryDatabase implements ScalableTier.Resizable, StoreComponent {
    private final ComponentContext context;
    private final DatabaseMetrics measures;
    private final Primaries primaries;
    /** Node sizes; {@code null} if no node is resized. */
    private final NodeSizes sizes;

    MultiPrimaryDatabase(DatabaseSpec spec, ComponentContext context) {
        DatabaseEngine engine = spec.engine();
        this.context = context;
        if (context.topology().sites().size() < 2) {
            throw new ScenarioException(
                    "components." + context.name() + ".replication.mode",
                    "replication multi-primary has one primary per region, but {} is in one region: add "
                            + "a region to the scenario, or choose async",
                    context.name());
        }
        measures = new DatabaseMetrics(context);
        Staleness staleness =
                new Staleness(context, null, null, measures.staleReads, measures.staleShare, measures.staleAge);
        Map<String, Distribution> reads = new TreeMap<>();
        reads.put("", engine.work(""));
        engine.queries().keySet().forEach(query -> reads.put(query, engine.work(query)));
        PrimarySettings settings = new PrimarySettings(
                engine.nodeCores(),
                engine.write(),
                reads,
                spec.replicaSettings().replication());
        primaries = new Primaries(
                context,
                settings,
                context.topology().sites(),
                site -> RegionalStores.prefix(site.region()) + "primary",
                staleness,
                measures.duplicateWrites);
        LoadSkew.measure(context, hosts());
        sizes = context.faults().resizesHosts()
                ? new NodeSizes(context, engine.cores(), List.of(primaries.sized()))
                : null;
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        route.requireLast(context.name(), Sentence.of("a database does not call other components"));
        if (route.from().filter(from -> from == ReadFrom.REPLICAS).isPresent()) {
            throw new ScenarioException(
                    "components." + context.name() + ".replication.mode",
                    "replication multi-primary has no replicas to read from: every node is a primary");
        }
        return primaries.connect(caller, route);
    }

    @Override
    public boolean hasRoles() {
        return true;
    }

    @Override
    public boolean holdsConnections() {
        return true;
    }

    /** Rejects transactions. */
    @Override
    public Service commits(Host caller) {
        String name = context.name();
        throw new ScenarioException(
                "components." + name + ".replication.mode",
                "{} has several primaries, in which a transaction of several queries is not modelled; "
                        + "use another replication, or write the queries without 'transaction'",
                name);
    }

    @Override
    public Service connect(Host caller, CallTarget route, boolean transaction, Consumer<ConnectionPool> poolListener) {
        if (transaction) {
            commits(caller);
        }
        return connect(caller, route);
    }

    @Override
    public List<Host> hosts() {
        return primaries.hosts();
    }

    /**
     * Selects nodes: {@code primary} is the primary of every region, {@code east} or {@code east/primary} that of one
     * region.
     */
    @Override
    public List<Host> select(String part) {
        return hosts().stream()
                .filter(host -> part.equals("primary")
                        || part.equals(host.site().region())
                        || Selector.matches(part, host.node()))
                .toList();
    }

    @Override
    public void resize(int cores, ScalableTier.Deployment deployment) {
        sizes.scale(cores, deployment);
    }

    @Override
    public void cancelResize(int cores, ScalableTier.Deployment deployment) {
        sizes.cancelScale(cores, deployment);
    }

    @Override
    public void start() {
        primaries.start();
    }

    @Override
    public void finish() {
        measures.complete(context.simulation().now());
    }
}
