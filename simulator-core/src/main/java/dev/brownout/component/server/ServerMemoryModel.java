package dev.brownout.component.server;

import dev.brownout.spi.CallTarget;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What fills the memory of machines on paper, where requests of users come to any of them. */
final class ServerMemoryModel {
    private final ServerSpec spec;
    private final CapacityModel model;
    private final MemorySpec memory;

    ServerMemoryModel(ServerSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        this.memory = spec.memory().orElseThrow();
    }

    /** That of the machines of the place where most is in it; empty where nothing is in it, or no machine is up. */
    Optional<CapacityModel.Memory> draw() {
        Optional<CapacityModel.Memory> fullest = Optional.empty();
        if (spec.sessions().filter(SessionSpec::inMemory).isEmpty() && others() == 0) {
            return fullest;
        }
        for (int place = 0; place < model.places().size(); place++) {
            int machines = model.availableHosts(
                            place, spec.nodes(), model.wanted(spec.nodes()), model.most(spec.nodes()))
                    .size();
            if (machines > 0) {
                CapacityModel.Memory here =
                        of(machines, model.usersNear(model.places().get(place)));
                if (fullest.isEmpty() || most(here) > most(fullest.get())) {
                    fullest = Optional.of(here);
                }
            }
        }
        return fullest;
    }

    private static double most(CapacityModel.Memory its) {
        return its.atFirst() + its.bytesPerSecond();
    }

    /**
     * A session is made by each request that comes to another machine than the user's last one, and by each that comes
     * later than sessions expire; it is there until nobody has asked for it for so long. Of the x requests of a user
     * within that time the last one has a session, which is there unless there was none, with probability exp(-x); and
     * each of the others one that he has left behind, if the next came elsewhere.
     */
    private CapacityModel.Memory of(int machines, double share) {
        SessionSpec sessions = spec.sessions().filter(SessionSpec::inMemory).orElse(null);
        double each = memory.per_session().bytes();
        if (sessions == null) {
            return new CapacityModel.Memory(memory.size().bytes(), 0, 0, 0, Double.NaN, others());
        }
        int copies = sessions instanceof SessionSpec.ReplicatedMemory && machines > 1 ? 2 : 1;
        double users = (double) sessions.users() / machines * copies * each;
        double elsewhere = sessions.sticky() || machines == 1 ? 0 : 1 - 1.0 / machines;
        double calls = share * calls();
        double perSecond = calls * elsewhere / machines * each;
        long lasting = sessions.expires().map(time -> time.toNanos()).orElse(0L);
        double x = calls / sessions.users() * lasting * 1e-9;
        double there = -StrictMath.expm1(-x);
        return new CapacityModel.Memory(
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

    /** At most, in bytes: what connections, own caches and a heap take. */
    private double others() {
        double connections = spec.connections().map(ConnectionsSpec::most).orElse(0)
                * (double) memory.per_connection().bytes();
        double heap = spec.heap().map(its -> its.size().bytes()).orElse(0L);
        return connections + heap + caches();
    }

    private double caches() {
        if (spec.local_cache().isEmpty()) {
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
                step.target()
                        .filter(target -> target.purpose() == Step.Purpose.READ)
                        .ifPresent(target -> read.add(target.component()));
            }
            bytes = demand.endpoint().equals(CallTarget.PUSH) ? bytes : Math.max(bytes, demand.sizeBytes());
        }
        return read.size() * bytes * spec.local_cache().get().entries();
    }
}
