package dev.brownout.policy.shedding;

import dev.brownout.measure.Counter;
import dev.brownout.node.Host;
import dev.brownout.service.Filter;
import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.ChartTitle;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.FilterPosition;
import dev.brownout.vocabulary.Kind;
import dev.brownout.wiring.ComponentContext;
import dev.brownout.wiring.DeclaresMetrics;
import dev.brownout.wiring.FilterSpec;
import dev.brownout.wiring.ScenarioException;
import java.util.Arrays;
import java.util.List;

/** Parameters of load shedding. */
@Kind("shedding")
@FilterPosition(value = FilterPosition.At.DOOR, depth = 10)
@Doc("Rejects calls while too many are under way on the machine, those of less important requests sooner.")
@DeclaresMetrics(SheddingSpec.Measures.class)
@Example("""
        components:
          web: { kind: server, nodes: 2, shedding: { in_flight: 100, priority: [page] } }
        requests:
          page: { path: [web] }
        """)
public record SheddingSpec(
        @Doc("Calls under way on a machine beyond which all are rejected.") @AtLeast(1) @AtMost(1_000_000_000)
        int in_flight,

        @Doc("The requests that are shed last, the most important first; all others are shed first.")
        List<String> priority)
        implements FilterSpec {

    /** What shedding counts. */
    record Measures(
            @Doc("Calls that were shed.") @ChartTitle("Calls that {} sheds")
            Counter shed) {}

    /** Takes the list as it is now. */
    public SheddingSpec {
        priority = List.copyOf(priority);
    }

    @Override
    public Filter build(ComponentContext wiring, Host place) {
        Counter shed = wiring.measures(Measures.class, place).shed();
        return new Shedding(wiring.simulation(), place, wiring.number(), limits(wiring), shed);
    }

    /** How many calls may be under way for one more of each class of requests. */
    private int[] limits(ComponentContext wiring) {
        List<String> known = wiring.requests();
        int ranks = priority.size() + 1;
        int[] limits = new int[known.size()];
        Arrays.fill(limits, Math.max(1, in_flight / ranks));
        for (int rank = 0; rank < priority.size(); rank++) {
            int request = known.indexOf(priority.get(rank));
            if (request < 0) {
                throw new ScenarioException(
                        "components." + wiring.name() + ".shedding.priority",
                        "no request is called '" + priority.get(rank) + "'",
                        priority.get(rank),
                        known);
            }
            limits[request] = Math.max(1, (int) ((long) in_flight * (ranks - rank) / ranks));
        }
        return limits;
    }
}
