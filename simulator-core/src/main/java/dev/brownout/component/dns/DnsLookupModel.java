package dev.brownout.component.dns;

import dev.brownout.host.Cores;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.StationFacts;
import dev.brownout.spi.StationModel.Work;
import dev.brownout.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The mean time of a look-up, by renewal and reward. A resolver that is asked l times a second asks the authority,
 * waits S, keeps the answer for its TTL, and is idle for 1/l on average until it is asked again; in such a cycle 1 +
 * l(S + TTL) look-ups begin, of which the first waits S and those that come meanwhile wait S/2 each.
 */
final class DnsLookupModel {
    private final DnsSpec spec;
    private final CapacityModel model;

    DnsLookupModel(DnsSpec spec, CapacityModel model) {
        this.spec = spec;
        this.model = model;
    }

    void draw() {
        Map<String, Double> byName = new TreeMap<>();
        double calls = 0;
        for (OfferedDemand demand : model.demands()) {
            model.forwardSteps(demand, demand.rest());
            calls += demand.perSecond();
            Optional<Step> next = demand.rest().stream().findFirst();
            byName.merge(next.flatMap(Step::passesOnTo).orElse(""), demand.perSecond(), Double::sum);
        }
        if (spec.answersAtOnce() || calls == 0) {
            return;
        }
        double nanos = 0;
        double asked = 0;
        for (double perSecond : byName.values()) {
            nanos += perSecond / calls * wait(perSecond / spec.resolvers());
            asked += asked(perSecond / spec.resolvers()) * spec.resolvers();
        }
        List<String> up = model.up(AuthoritativeServers.NAME, model.places().get(0))
                ? List.of(AuthoritativeServers.NAME)
                : List.of();
        model.station(new StationModel(
                "",
                up,
                StationModel.ANY_NUMBER,
                StationModel.ANY_NUMBER,
                Cores.Scheduling.FIFO,
                calls,
                List.of(new Work(asked, spec.lookup(), false)),
                lateSometimes() ? Optional.of("some look-ups take longer than anybody waits") : Optional.empty(),
                Optional.of(new StationFacts(nanos, 0, Double.POSITIVE_INFINITY, "mean look-up, a renewal process")),
                "utilization"));
    }

    private boolean lateSometimes() {
        return spec.lookup().quantile(0.9999) >= spec.lookup_timeout().toNanos();
    }

    /** Mean time of a look-up in nanoseconds, at a resolver that is asked so often. */
    private double wait(double perSecond) {
        double mean = spec.lookup().mean();
        double square = spec.lookup().variance() + mean * mean;
        double each = perSecond / 1e9;
        return overLives(life -> (mean + each * square / 2) / (1 + each * (mean + life)));
    }

    /** How often a resolver that is asked so often asks the authority, a second. */
    private double asked(double perSecond) {
        return overLives(
                life -> perSecond / (1 + perSecond / 1e9 * (spec.lookup().mean() + life)));
    }

    private interface OfLife {
        double value(double lifeNanos);
    }

    private double overLives(OfLife one) {
        double kept = one.value(spec.ttl().toNanos());
        return spec.ttl_violators()
                .map(some ->
                        kept + some.share().ratio() * (one.value(some.hold().toNanos()) - kept))
                .orElse(kept);
    }
}
