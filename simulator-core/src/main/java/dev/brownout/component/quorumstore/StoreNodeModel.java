package dev.brownout.component.quorumstore;

import dev.brownout.random.Distribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Request.Operation;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.PartitionLossModel;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Analytical model of the load on the nodes of a store. A write loads all live replicas of its key. A read loads all of
 * them or a read quorum, as configured. The loads are known if each node has a replica of each key.
 */
final class StoreNodeModel {
    private final QuorumStoreSpec spec;
    private final CapacityModel model;
    private final List<String> up = new ArrayList<>();
    private int nodes;

    StoreNodeModel(QuorumStoreSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
        for (int index = 0; index < model.places().size(); index++) {
            String place = model.places().get(index);
            for (String name : model.numbered(index, spec.nodes(), spec.nodes(), spec.nodes())) {
                nodes++;
                if (model.isUp(name, place)) {
                    up.add(name);
                }
            }
        }
    }

    void addToModel() {
        model.declare(new UnknownTime(Sentence.of("a quorum of replicas responds at the same time")));
        boolean oneRegion = model.places().size() == 1;
        int copies = Math.min(spec.consistency().copiesOf(nodes), nodes);
        if (oneRegion && copies > 0) {
            spec.placement()
                    .loss(model.name(), nodes, copies)
                    .ifPresent(loss -> model.declare(new PartitionLossModel(loss)));
        }
        boolean quorum = spec.consistency().contact() == ReadContact.QUORUM;
        List<Work> works = new ArrayList<>();
        double calls = 0;
        for (OfferedDemand demand : model.demands()) {
            boolean write = demand.operation() == Operation.WRITE;
            Distribution work =
                    write ? spec.engine().write() : read(demand.route().endpoint());
            int contacted = write || !quorum
                    ? up.size()
                    : Math.min(up.size(), spec.consistency().quorum().read());
            if (work != null && demand.perSecond() > 0) {
                works.add(new Work(demand.perSecond() * contacted, work, true));
                calls += demand.perSecond() * contacted;
            }
        }
        CoreQueue cores = spec.engine().nodeCores().model(spec.engine().cores());
        model.station(new StationModel("", up, cores, calls, works)
                .withoutFormula(Sentence.of("a call waits for several replicas"))
                .withUnknownLoad(Optional.of(Sentence.of("its keys decide the load of each node"))
                        .filter(reason -> copies < nodes || quorum && !oneRegion)));
    }

    /** Returns the work of a read; {@code null} for an unknown query class. */
    private Distribution read(String query) {
        return query.isEmpty() ? spec.engine().read() : spec.engine().queries().get(query);
    }
}
