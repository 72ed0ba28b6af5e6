package dev.brownout.component.cache;

import dev.brownout.eviction.FutureAccesses;
import dev.brownout.random.KeyOrder;
import dev.brownout.random.KeySpace.KeyUse;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Optional;

/** Future accesses of a cache node, for optimal eviction. */
final class NodeFutureAccesses {
    private NodeFutureAccesses() {}

    /** Returns the future accesses; throws a ScenarioException if the order of accesses is not known in advance. */
    static FutureAccesses accesses(ComponentContext context) {
        if (context.topology().sites().size() > 1 || context.faults().maxScheduledNodes() > 0) {
            throw unsupported(
                    context,
                    Sentence.of("the share of one of several nodes is not known in advance: use one region and no "
                            + "fault that scales it"));
        }
        List<KeyUse> uses = context.workload().keySpace().uses();
        if (uses.size() != 1 || uses.get(0).drawn() || uses.get(0).keys().isEmpty()) {
            throw unsupported(
                    context,
                    Sentence.of("the order of the keys of several requests or steps is not known in advance: let "
                            + "one request with one key use it"));
        }
        Optional<KeyOrder> order = uses.get(0).keys().get().order();
        return new FutureAccesses(order.orElseThrow(() -> unsupported(
                context,
                Sentence.of("random keys are not known in advance: write key: trace(keys.csv) or "
                        + "sequential(1k); perfect-lfu is the bound for keys from a distribution"))));
    }

    private static ScenarioException unsupported(ComponentContext context, Sentence reason) {
        return new ScenarioException(
                "components." + context.name() + ".eviction",
                "{}: eviction opt needs all lookups in advance; {}",
                context.name(),
                reason);
    }
}
