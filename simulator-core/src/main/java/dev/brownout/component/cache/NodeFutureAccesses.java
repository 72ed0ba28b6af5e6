package dev.brownout.component.cache;

import dev.brownout.eviction.FutureAccesses;
import dev.brownout.random.KeyOrder;
import dev.brownout.random.KeySpace.KeyUse;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScenarioException;
import java.util.List;
import java.util.Optional;

/** Future accesses of a cache node, for optimal eviction. */
final class NodeFutureAccesses {
    private NodeFutureAccesses() {}

    /** Returns the future accesses; throws a ScenarioException if the order of accesses is not known in advance. */
    static FutureAccesses of(ComponentContext context) {
        if (context.sites().size() > 1 || context.faults().maxScheduledNodes() > 0) {
            throw unsupported(
                    context,
                    "what one of several machines will be asked for is not known: let it stand in one region,"
                            + " and no fault scale it");
        }
        List<KeyUse> uses = context.workload().keySpace().uses();
        if (uses.size() != 1 || uses.get(0).drawn() || uses.get(0).keys().isEmpty()) {
            throw unsupported(
                    context,
                    "in which order several requests or steps ask for their keys is not known:"
                            + " let one request with one key lead to it");
        }
        Optional<KeyOrder> order = uses.get(0).keys().get().order();
        return new FutureAccesses(order.orElseThrow(() -> unsupported(
                context,
                "keys that are drawn are not known before: write key: trace(keys.csv) or sequential(1k);"
                        + " perfect-lfu is the bound for keys drawn by a law")));
    }

    private static ScenarioException unsupported(ComponentContext context, String reason) {
        return new ScenarioException(
                "components." + context.name() + ".eviction",
                context.name() + " evicts by opt, which has to know all that it will be asked for; " + reason);
    }
}
