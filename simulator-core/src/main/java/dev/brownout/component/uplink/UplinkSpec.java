package dev.brownout.component.uplink;

import dev.brownout.host.Cores;
import dev.brownout.network.Bandwidth;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.MetersOwnTraffic;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CapacityModel;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.ComponentSpec.CallPropagation;
import dev.brownout.spi.CoreQueue;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.OfferedDemand;
import dev.brownout.spi.StationModel;
import dev.brownout.spi.StationModel.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of the uplink that connects a site to the Internet. */
@Kind("uplink")
@Doc("The link between a site and the internet. The bytes of all responses share its bandwidth.")
@DeclaresMetrics({Uplink.Measures.class, Uplink.DelayMeasures.class})
@Example("""
        components:
          uplink: { kind: uplink, bandwidth: 1Gbps }
        requests:
          page: { size: 50kB, path: [uplink, web] }
        """)
public record UplinkSpec(
        @Doc("Bandwidth in each region.")
        @Default("1Gbps")
        @DefaultSource("common bandwidth of a" + " site; our assumption")
        Bandwidth bandwidth,

        @Doc("Next component, for requests with a path that ends at the uplink.") @Reference
        Optional<String> source)
        implements ComponentSpec, MetersOwnTraffic {

    @Override
    public Component build(ComponentContext context) {
        return new Uplink(this, context);
    }

    @Override
    public void propagate(CallPropagation calls) {
        calls.executeDownstream(source);
    }

    @Override
    public void model(CapacityModel model) {
        List<Work> works = new ArrayList<>();
        for (OfferedDemand demand : model.demands()) {
            works.add(new Work(demand.perSecond(), new ConstantDistribution(nanos(demand.sizeBytes())), true));
            model.forward(demand.withBetween(demand.timeout()), source);
        }
        CoreQueue line = new CoreQueue(1, CoreQueue.ANY_NUMBER, Cores.Scheduling.PS);
        model.station(new StationModel("", model.availableHosts(1), line, model.callsPerSecond(), works));
    }

    private double nanos(double bytes) {
        return bytes * 8e9 / bandwidth.bitsPerSecond();
    }
}
