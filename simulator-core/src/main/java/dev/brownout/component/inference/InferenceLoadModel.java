package dev.brownout.component.inference;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CapacityProperty.WithheldEstimates;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.StationModel;
import java.util.List;

/** Analytical model of replicas: their calls, without estimates of the batches that serve these. */
final class InferenceLoadModel {
    private static final Sentence REASON = Sentence.of("a batch serves its calls together");

    private InferenceLoadModel() {}

    static void declare(InferenceSpec spec, CapacityModel model) {
        model.declare(new WithheldEstimates(REASON, Double.POSITIVE_INFINITY));
        model.declare(new UnknownTime(REASON));
        List<String> hosts = model.availableHosts(spec.nodes());
        model.station(new StationModel("", hosts, CoreQueue.UNLIMITED, model.callsPerSecond(), List.of()));
    }
}
