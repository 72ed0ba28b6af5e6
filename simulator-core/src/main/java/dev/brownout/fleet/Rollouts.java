package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rollouts in progress of a tier, and their timeline events. */
final class Rollouts {
    /** Maximum number of rollout events of one tier on the timeline. */
    private static final int TOLD = 24;

    private final ComponentContext context;
    private final Fleet fleet;
    private final List<Rollout> underWay = new ArrayList<>();
    private int told;

    Rollouts(ComponentContext context, Fleet fleet) {
        this.context = context;
        this.fleet = fleet;
        fleet.onChange(() -> underWay.forEach(Rollout::changed));
    }

    /** Cancels rollouts in progress for the given hosts. */
    void forget(Collection<Host> machines) {
        underWay.forEach(rollout -> rollout.forget(machines));
        underWay.removeIf(Rollout::over);
    }

    /**
     * Starts a rollout. Rollouts of other hosts continue.
     *
     * @param back callback that runs when a batch of hosts is back
     */
    void begin(Collection<Host> machines, Deployment how, Rollout.Replacement replacement, Runnable back) {
        Rollout rollout = new Rollout(context.simulation(), how, machines, replacement, fleet::comes, back);
        underWay.add(rollout);
        rollout.begin();
    }

    /** Records a step on the timeline, unless the limit is reached. */
    void tell(String type, String sentence, Map<String, Object> facts) {
        if (told++ < TOLD) {
            context.note(type, "", sentence, facts);
        }
    }
}
