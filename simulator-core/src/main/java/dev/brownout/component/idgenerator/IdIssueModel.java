package dev.brownout.component.idgenerator;

import dev.brownout.component.idgenerator.IdGeneratorSpec.Scheme;
import dev.brownout.id.IdBitLayout;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.List;
import java.util.Optional;

/**
 * Analytical model of the load on the servers of an identifier generator. Each segment needs one commit. Each Snowflake
 * identifier needs one sequence number of a worker's millisecond.
 */
final class IdIssueModel {
    private static final double MILLI = 1e6;

    private final IdGeneratorSpec spec;
    private final CapacityModel model;

    IdIssueModel(IdGeneratorSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    void addToModel() {
        double calls = 0;
        for (OfferedDemand demand : model.demands()) {
            calls += demand.perSecond() / spec.segment();
            model.forwardSteps(demand, demand.route().rest());
        }
        if (spec.scheme() == Scheme.SNOWFLAKE) {
            double place = MILLI / new IdBitLayout(spec.workerBits(), spec.sequenceBits()).perMillisecond();
            station(CoreQueue.ANY_NUMBER, new Work(calls, new ConstantDistribution(place), false));
        } else if (!spec.scheme().isLocal()) {
            station(spec.queue(), new Work(calls, spec.commit(), true));
        }
    }

    private void station(int places, Work work) {
        List<String> hosts = model.availableHosts(spec.nodes());
        model.station(new StationModel("", hosts, CoreQueue.fifo(1, places), work.perSecond(), List.of(work))
                .withoutFormula(Optional.of(Sentence.of("most identifiers come from the caller's own segment"))
                        .filter(why -> spec.segment() > 1)));
    }
}
