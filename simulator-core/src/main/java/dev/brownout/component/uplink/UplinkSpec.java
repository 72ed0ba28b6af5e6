package dev.brownout.component.uplink;

import dev.brownout.network.Bandwidth;
import dev.brownout.node.Cores;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.vocabulary.Default;
import dev.brownout.vocabulary.DefaultSource;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.MetersOwnTraffic;
import dev.brownout.vocabulary.Reference;
import dev.brownout.wiring.CapacityModel;
import dev.brownout.wiring.Component;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.ComponentSpec;
import dev.brownout.wiring.ComponentSpec.CallPropagation;
import dev.brownout.wiring.DeclaresMetrics;
import dev.brownout.wiring.OfferedDemand;
import dev.brownout.wiring.StationModel;
import dev.brownout.wiring.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The parameters of a site's line to the rest of the world. */
@Kind("uplink")
@Doc("The line that connects a site to the rest of the world: the bytes of all answers share it.")
@DeclaresMetrics(Uplink.Measures.class)
@Example("""
        components:
          uplink: { kind: uplink, bandwidth: 1Gbps }
        requests:
          page: { size: 50kB, path: [uplink, web] }
        """)
public record UplinkSpec(
        @Doc("What the line carries, in each region.") @Default("1Gbps") @DefaultSource("a common line; no authority")
        Bandwidth bandwidth,

        @Doc("What lies behind it, for requests whose way does not go on.") @Reference
        Optional<String> source)
        implements ComponentSpec, MetersOwnTraffic {

    @Override
    public Component build(ComponentContext wiring) {
        return new Uplink(this, wiring);
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.behind(source);
    }

    @Override
    public void sketch(CapacityModel sketch) {
        List<Work> works = new ArrayList<>();
        double calls = 0;
        for (OfferedDemand demand : sketch.demands()) {
            calls += demand.perSecond();
            works.add(new Work(demand.perSecond(), new ConstantDistribution(nanos(demand.sizeBytes())), true));
            OfferedDemand onwards = demand.withBetween(demand.patience());
            if (!demand.rest().isEmpty()) {
                sketch.follow(onwards, demand.rest());
            } else if (source.isPresent()) {
                sketch.pass(source.get(), onwards.behind());
            }
        }
        sketch.station(new StationModel(
                "",
                sketch.standing(1),
                1,
                StationModel.ANY_NUMBER,
                Cores.Scheduling.PS,
                calls,
                works,
                Optional.empty()));
    }

    private double nanos(double bytes) {
        return bytes * 8e9 / bandwidth.bitsPerSecond();
    }
}
