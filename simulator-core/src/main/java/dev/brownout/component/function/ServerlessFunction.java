package dev.brownout.component.function;

import dev.brownout.host.Host;
import dev.brownout.host.Location;
import dev.brownout.instrument.DerivedGauge;
import dev.brownout.service.Service;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import dev.brownout.spi.component.FlushableCache;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A function: the pool of its instances in each region. */
final class ServerlessFunction implements Component, FlushableCache {
    /** MiB x ms of a GB-second, which has 1,024 MiB in the bills of functions. */
    private static final double GB_SECOND = 1_024_000;

    record Totals(
            @Doc("Billed GB-seconds of all calls: memory in units of 1,024 MiB times the billed duration.")
            @ChartTitle("GB-seconds of {}")
            DerivedGauge gbSeconds) {}

    private final ComponentContext context;
    private final Map<Host, InstancePool> pools = new LinkedHashMap<>();

    ServerlessFunction(FunctionSpec spec, ComponentContext context) {
        this.context = context;
        for (Location site : context.topology().sites()) {
            Host host = context.hosts().addHost(Integer.toString(pools.size() + 1), site);
            pools.put(host, new InstancePool(spec, context, host));
        }
        context.metrics()
                .instruments(Totals.class)
                .gbSeconds()
                .sums(span -> pools.values().stream()
                                .mapToLong(pool -> pool.billing().total(span))
                                .sum()
                        / GB_SECOND);
    }

    @Override
    public List<Host> hosts() {
        return List.copyOf(pools.keySet());
    }

    /** Makes all instances cold, as a deployment of a new version does. Calls in progress end on their instances. */
    @Override
    public void flush() {
        pools.values().forEach(InstancePool::deploy);
    }

    @Override
    public Service connect(Host caller, CallTarget route) {
        if (!route.endpoint().isEmpty()) {
            throw new ScenarioException(
                    "components." + context.name(),
                    "{} is a function and has no endpoint '{}'; use another function for it",
                    context.name(),
                    route.endpoint());
        }
        return context.client(caller, route)
                .nearest(
                        hosts(),
                        host -> context.service(
                                host, route, any -> pools.get(host).serving(any)))
                .from(caller);
    }
}
