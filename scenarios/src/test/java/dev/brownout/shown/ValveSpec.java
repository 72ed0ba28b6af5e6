package dev.brownout.shown;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.Occupancy;
import dev.brownout.instrument.Ratio;
import dev.brownout.instrument.TimeWeighted;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;
import dev.brownout.spec.Default;
import dev.brownout.spec.Display;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spi.CallTarget;
import dev.brownout.spi.Component;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ComponentSpec;
import dev.brownout.spi.DeclaresMetrics;
import java.time.Duration;
import java.util.List;

/** Custom component kind that is not in the catalog, with metric names that no other kind has. */
@Kind("valve")
@Doc("Lets every second call through at once, and keeps the others for a while.")
@DeclaresMetrics(ValveSpec.Measures.class)
record ValveSpec(
        @Doc("How long it keeps a call.") @Default("10ms") Duration hold) implements ComponentSpec {
    record Measures(
            @Doc("Share of its time in which it keeps a call.") @Display(Display.As.UTILIZATION)
            Occupancy strain,

            @Doc("Calls let through at once, of all.") @Display(Display.As.HIT_RATIO)
            Ratio ease,

            @Doc("Calls that it keeps.") @Display(Display.As.LINE)
            TimeWeighted keptCalls,

            @Doc("Turns of its wheel.") @Display Counter wheelTurns,

            @Doc("Drops that nobody brings back.") @Display(value = Display.As.DAMAGE, in = Display.In.CHART)
            Counter drops,

            @Doc("What nobody is to see unasked.") Counter hiddenTurns) {}

    @Override
    public Component build(ComponentContext context) {
        return new Valve(this, context);
    }

    /** Component with a single node. */
    private static final class Valve implements Component {
        private final ValveSpec spec;
        private final ComponentContext context;
        private final Host host;
        private final Measures measures;
        private long calls;

        Valve(ValveSpec spec, ComponentContext context) {
            this.spec = spec;
            this.context = context;
            this.host = context.hosts().addHost("1", context.topology().sites().get(0));
            this.measures = context.metrics().instruments(Measures.class, host);
            measures.strain().capacity(1_000);
        }

        @Override
        public List<Host> hosts() {
            return List.of(host);
        }

        @Override
        public Service connect(Host caller, CallTarget route) {
            return context.client(caller, route).edge(host, () -> this::serve).from(caller);
        }

        private void serve(Request request, Reply reply) {
            boolean isRetained = calls++ % 2 == 0;
            long now = context.simulation().now();
            measures.ease().add(now, isRetained ? 0 : 1, 1);
            measures.wheelTurns().add(now, 3);
            measures.hiddenTurns().add(now, 1);
            measures.drops().add(now, isRetained ? 1 : 0);
            change(isRetained ? 1 : 0);
            context.simulation()
                    .scheduleAfter(
                            isRetained ? spec.hold().toNanos() : 0,
                            ignored -> {
                                change(isRetained ? -1 : 0);
                                reply.accept(Outcome.OK, 0);
                            },
                            0);
        }

        private void change(int factor) {
            long now = context.simulation().now();
            measures.strain().add(now, factor);
            measures.keptCalls().add(now, factor);
        }
    }
}
