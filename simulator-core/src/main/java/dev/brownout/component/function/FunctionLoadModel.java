package dev.brownout.component.function;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CapacityProperty.WorkerPoolModel;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Analytical model of a function: a delay without waiting, or Erlang's loss system if the number of instances is
 * limited or concurrency is reserved. It has no estimate if the calls of other functions limit those of this one. Cold
 * starts are left out of the time of a call.
 */
final class FunctionLoadModel {
    private final FunctionSpec spec;
    private final CapacityModel model;

    FunctionLoadModel(FunctionSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    void addToModel() {
        List<Work> works = new ArrayList<>();
        List<OfferedDemand> calls = new ArrayList<>();
        double perSecond = 0;
        boolean continues = false;
        for (OfferedDemand demand : model.demands()) {
            if (demand.route().endpoint().isEmpty()) {
                perSecond += demand.perSecond();
                calls.add(demand);
                works.add(new Work(demand.perSecond(), spec.service(), true));
                works.addAll(model.forwardSteps(demand, demand.route().rest()));
                continues |= !demand.route().rest().isEmpty();
            }
        }
        List<String> hosts = model.availableHosts(1);
        CoreQueue places = CoreQueue.UNLIMITED;
        if (spec.sharesConcurrency()) {
            model.declare(new WithheldEstimates(
                    Sentence.of("it shares the concurrency of its account with other functions"), 1));
        }
        if (spec.mostCalls().isPresent()) {
            int each = spec.mostCalls().get();
            if (continues) {
                model.declare(new WorkerPoolModel("instances", hosts, each, calls, false));
            } else {
                places = CoreQueue.fifo(each, 0);
            }
        }
        model.station(new StationModel("", hosts, places, perSecond, works).measuredBy(spec.metricOfLimit()));
    }
}
