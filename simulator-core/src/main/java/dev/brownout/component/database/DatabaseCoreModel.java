package dev.brownout.component.database;

import dev.brownout.fleet.SpeedSpec;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.CoreQueue.LoadDependence;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.component.ConnectionPooling;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Analytical model of the cores of database nodes. With a load-dependent speed the pools of the callers are part of it.
 */
final class DatabaseCoreModel {
    private final DatabaseSpec spec;
    private final CapacityModel model;

    DatabaseCoreModel(DatabaseSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    /** Returns the station of some nodes. */
    StationModel station(String part, List<String> nodes, double calls, List<Work> works, Optional<String> obstacle) {
        DatabaseEngine engine = spec.engine();
        CoreQueue cores = CoreQueue.fifo(model.cores(engine.cores()), engine.queue());
        if (engine.speed().isEmpty()) {
            return new StationModel(part, nodes, cores, calls, works).withoutFormula(obstacle);
        }
        SpeedSpec speed = engine.speed().get();
        LoadDependence load = LoadDependence.shared(speed, cores.servers(), cores.queueCapacity());
        int connections = connections();
        if (connections < load.slots()) {
            load = load.withConnections(connections);
        }
        return new StationModel(part, nodes, cores.withLoad(Optional.of(load)), calls, works)
                .withoutFormula(obstacle.or(() -> severalQueues(nodes)));
    }

    /** Returns the connections of all calling nodes together; {@link CoreQueue#ANY_NUMBER} without a limit. */
    private int connections() {
        Optional<ConnectionPooling.Connections> pool = spec.pooledConnections();
        boolean users = model.demands().stream().anyMatch(model::fromUsers);
        int connections = 0;
        for (String caller : callers()) {
            int nodes = nodes(caller);
            connections = CoreQueue.sum(
                    connections,
                    pool.map(each -> model.hasElasticProcesses(caller) ? each.all() : nodes * each.eachOf(nodes))
                            .orElse(CoreQueue.ANY_NUMBER));
        }
        return users || connections == 0 ? CoreQueue.ANY_NUMBER : connections;
    }

    private Set<String> callers() {
        return model.demands().stream().map(OfferedDemand::caller).collect(Collectors.toCollection(TreeSet::new));
    }

    private int nodes(String caller) {
        return model.hostsOf(caller).values().stream().mapToInt(hosts -> hosts).sum();
    }

    /** Returns the reason why the calls do not wait in a single queue; empty if they do. */
    private Optional<String> severalQueues(List<String> nodes) {
        if (connections() == CoreQueue.ANY_NUMBER) {
            return Optional.empty();
        }
        boolean single =
                nodes.size() == 1 && callers().size() == 1 && callers().stream().allMatch(caller -> nodes(caller) == 1);
        if (!single) {
            return Optional.of("calls wait in several connection pools");
        }
        return spec.pool().filter(pool -> !pool.callers().heldByRequest()).isPresent()
                ? Optional.empty()
                : Optional.of("a connection is held for a whole request");
    }
}
