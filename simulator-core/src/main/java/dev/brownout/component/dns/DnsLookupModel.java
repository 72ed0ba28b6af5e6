package dev.brownout.component.dns;

import dev.brownout.capacity.QueueFormula;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.CoreQueue;
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
 * Analytical model of the mean lookup time, by the renewal-reward theorem. A resolver with l lookups per second queries
 * the authority, waits S, and keeps the response for its TTL. It is then idle for 1/l on average until the next lookup.
 * In such a cycle 1 + l(S + TTL) lookups begin. The first of them waits S, and those that arrive meanwhile wait S/2
 * each.
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
        List<String> up = spec.serverNames().stream()
                .filter(server -> model.up(server, model.places().get(0)))
                .toList();
        boolean someDown = up.size() < spec.serverNames().size();
        boolean lateSometimes =
                spec.lookup().quantile(0.9999) >= spec.lookup_timeout().toNanos();
        StationModel station = new StationModel(
                        "", up, CoreQueue.UNLIMITED, calls, List.of(new Work(asked, spec.lookup(), false)))
                .withoutFormula(Optional.of("some lookups take longer than the timeout of their callers")
                        .filter(why -> lateSometimes))
                .withFacts(Optional.of(
                        new StationFacts(nanos, 0, Double.POSITIVE_INFINITY, QueueFormula.LOOKUPS.notation())));
        model.station(someDown && !up.isEmpty() ? station.withoutFormula("some name servers are down") : station);
    }

    /** Returns the mean lookup time in nanoseconds at a resolver with a rate of lookups. */
    private double wait(double perSecond) {
        double mean = spec.lookup().mean();
        double square = spec.lookup().variance() + mean * mean;
        double each = perSecond / 1e9;
        return overLives(life -> (mean + each * square / 2) / (1 + each * (mean + life)));
    }

    /** Returns the authority queries per second of a resolver with a rate of lookups. */
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
