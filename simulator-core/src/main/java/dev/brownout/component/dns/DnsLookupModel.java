package dev.brownout.component.dns;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CapacityProperty.UnknownTime;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import java.util.List;

/** Analytical model of the lookups: their number, and the calls that follow them. */
final class DnsLookupModel {
    private static final Sentence REASON = Sentence.of("most lookups find a cached response");

    private DnsLookupModel() {}

    static void addToModel(DnsSpec spec, CapacityModel model) {
        for (OfferedDemand demand : model.demands()) {
            model.forwardSteps(demand, demand.route().rest());
        }
        if (!spec.answersAtOnce()) {
            List<String> up = spec.serverNames().stream()
                    .filter(server -> model.isUp(server, model.places().get(0)))
                    .toList();
            model.declare(new UnknownTime(REASON));
            model.station(new StationModel("", up, CoreQueue.UNLIMITED, model.callsPerSecond(), List.of())
                    .withoutFormula(REASON));
        }
    }
}
