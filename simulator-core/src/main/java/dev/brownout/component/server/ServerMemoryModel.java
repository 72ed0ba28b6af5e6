package dev.brownout.component.server;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.HostMemoryModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Analytical model of the memory use of hosts, for user requests that may reach any host. */
final class ServerMemoryModel {
    private final ServerSpec spec;
    private final CapacityModel model;
    private final MemorySpec memory;

    ServerMemoryModel(ServerSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        this.memory = spec.hostMemory().memory().orElseThrow();
    }

    /** Returns the memory use in the fullest location; empty if nothing uses memory or no host is up. */
    Optional<HostMemoryModel> draw() {
        Optional<HostMemoryModel> fullest = Optional.empty();
        if (spec.sessions().filter(SessionSpec::inMemory).isEmpty() && others() == 0) {
            return fullest;
        }
        for (int place = 0; place < model.places().size(); place++) {
            int machines = model.availableHosts(
                            place, spec.nodes(), model.wanted(spec.nodes()), model.most(spec.nodes()))
                    .size();
            if (machines > 0) {
                HostMemoryModel here =
                        of(machines, model.usersNear(model.places().get(place)));
                if (fullest.isEmpty() || most(here) > most(fullest.get())) {
                    fullest = Optional.of(here);
                }
            }
        }
        return fullest;
    }

    private static double most(HostMemoryModel its) {
        return its.atFirst() + its.bytesPerSecond();
    }

    /**
     * Returns the memory use of a host. A session is created by each request to a host other than that of the user's
     * previous one, and by each after expiry; it exists until it has not been used for the expiry time. Of the x
     * requests of a user within that time, the last has a session, except with probability exp(-x) that there was none;
     * each other one has an abandoned session if the next request went elsewhere.
     */
    private HostMemoryModel of(int machines, double share) {
        SessionSpec sessions = spec.sessions().filter(SessionSpec::inMemory).orElse(null);
        double each = memory.per_session().bytes();
        if (sessions == null) {
            return new HostMemoryModel(memory.size().bytes(), 0, 0, 0, Double.NaN, others());
        }
        int copies = sessions instanceof SessionSpec.ReplicatedMemory && machines > 1 ? 2 : 1;
        double users = (double) sessions.users() / machines * copies * each;
        double elsewhere = sessions.sticky() || machines == 1 ? 0 : 1 - 1.0 / machines;
        double calls = share * calls();
        double perSecond = calls * elsewhere / machines * each;
        long lasting = sessions.expires().map(time -> time.toNanos()).orElse(0L);
        double x = calls / sessions.users() * lasting * 1e-9;
        double there = -ElementaryFunctions.expm1(-x);
        return new HostMemoryModel(
                memory.size().bytes(),
                users,
                perSecond,
                lasting,
                lasting > 0 ? users * (there + elsewhere * (x - there)) : Double.NaN,
                others());
    }

    private double calls() {
        return model.demands().stream()
                .filter(demand -> demand.endpoint().isEmpty())
                .filter(demand -> !spec.takesFrom().equals(Optional.of(demand.caller())))
                .mapToDouble(OfferedDemand::perSecond)
                .sum();
    }

    /** Returns the maximum bytes of connections, in-process caches and heap. */
    private double others() {
        double connections = spec.connections().map(ConnectionsSpec::most).orElse(0)
                * (double) memory.per_connection().bytes();
        double heap = spec.hostMemory().heap().map(its -> its.size().bytes()).orElse(0L);
        return connections + heap + caches();
    }

    private double caches() {
        if (spec.hostMemory().local_cache().isEmpty()) {
            return 0;
        }
        Set<String> read = new TreeSet<>();
        double bytes = 0;
        for (OfferedDemand demand : model.demands()) {
            List<Step> steps = demand.endpoint().isEmpty()
                    ? demand.rest()
                    : Optional.ofNullable(spec.endpoints().get(demand.endpoint()))
                            .map(ServerSpec.Endpoint::steps)
                            .orElse(List.of());
            for (Step step : steps) {
                Step.targetOf(step)
                        .filter(target -> target.purpose() == Step.Purpose.READ)
                        .ifPresent(target -> read.add(target.component()));
            }
            bytes = demand.endpoint().equals(CallTarget.PUSH) ? bytes : Math.max(bytes, demand.sizeBytes());
        }
        return read.size() * bytes * spec.hostMemory().local_cache().get().entries();
    }
}
