package dev.brownout.policy.shedding;

import dev.brownout.host.Host;
import dev.brownout.instrument.Counter;
import dev.brownout.instrument.LimitMetric;
import dev.brownout.sentence.Sentence;
import dev.brownout.service.Filter;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.ChartTitle;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FilterPosition;
import dev.brownout.spec.Kind;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.DeclaresMetrics;
import dev.brownout.spi.FilterSpec;
import dev.brownout.spi.ScenarioException;
import java.util.Arrays;
import java.util.List;

/** Parameters of load shedding. */
@Kind("shedding")
@FilterPosition(FilterPosition.At.DOOR)
@Doc("Rejects calls while too many are in flight on the node, less important requests first.")
@DeclaresMetrics(SheddingSpec.Measures.class)
@Example("""
        components:
          web: { kind: server, nodes: 2, shedding: { in_flight: 100, priority: [page] } }
        requests:
          page: { path: [web] }
        """)
public record SheddingSpec(
        @Doc("Calls in flight on a node above which all further calls are rejected.") @AtLeast(1) @AtMost(1_000_000_000)
        int inFlight,

        @Doc("Requests that are shed last, the most important one first. All other requests are shed first.")
        List<String> priority)
        implements FilterSpec {

    /** Metrics of load shedding. */
    record Measures(
            @Doc("Calls rejected by load shedding.")
            @ChartTitle("Calls shed by {}")
            @LimitMetric("load shedding limits")
            Counter shed) {}

    /** Copies the list. */
    public SheddingSpec {
        priority = List.copyOf(priority);
    }

    @Override
    public Filter build(ComponentContext context, Host place) {
        Counter shed = context.metrics().instruments(Measures.class, place).shed();
        return new Shedding(context.simulation(), place, context.number(), limits(context), shed);
    }

    /** Returns the limit on in-flight calls for each request class. */
    private int[] limits(ComponentContext context) {
        List<String> known = context.workload().requestClasses();
        int ranks = priority.size() + 1;
        int[] limits = new int[known.size()];
        Arrays.fill(limits, Math.max(1, inFlight / ranks));
        for (int rank = 0; rank < priority.size(); rank++) {
            int request = known.indexOf(priority.get(rank));
            if (request < 0) {
                throw new ScenarioException(
                        "components." + context.name() + ".shedding.priority",
                        Sentence.of("there is no request '{}'", priority.get(rank)),
                        priority.get(rank),
                        known);
            }
            limits[request] = Math.max(1, (int) ((long) inFlight * (ranks - rank) / ranks));
        }
        return limits;
    }
}
