package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rollouts in progress of a tier, and their timeline events. */
final class Rollouts {
    /** Maximum number of rollout events of one tier on the timeline. */
    private static final int MAX_TIMELINE_EVENTS = 24;

    private final ComponentContext context;
    private final Fleet fleet;
    private final List<HostRollout> underWay = new ArrayList<>();
    private int timelineEvents;

    Rollouts(ComponentContext context, Fleet fleet) {
        this.context = context;
        this.fleet = fleet;
        fleet.onChange(() -> List.copyOf(underWay).forEach(HostRollout::onHostChanged));
    }

    /** Cancels rollouts in progress for the given hosts. */
    void cancel(Collection<Host> machines) {
        for (HostRollout rollout : List.copyOf(underWay)) {
            rollout.remove(machines);
            if (rollout.isOver()) {
                underWay.remove(rollout);
                rollout.end();
            }
        }
    }

    /**
     * Starts a rollout in batches. Rollouts of other hosts continue.
     *
     * @param back callback that runs when a batch of hosts is back
     */
    void begin(Collection<Host> machines, Deployment deployment, BatchRollout.Replacement replacement, Runnable back) {
        begin(new BatchRollout(context.simulation(), deployment, machines, replacement, fleet::isStarting, back));
    }

    /** Starts a rollout. Rollouts of other hosts continue. */
    void begin(HostRollout rollout) {
        underWay.add(rollout);
        rollout.begin();
    }

    /** Lets the rollouts continue after a host has failed or recovered. */
    void stateChanged() {
        List.copyOf(underWay).forEach(HostRollout::stateChanged);
    }

    /** Records a step on the timeline, unless the limit is reached. */
    void recordStep(String type, Sentence sentence, Map<String, Object> facts) {
        if (timelineEvents++ < MAX_TIMELINE_EVENTS) {
            context.timeline().note(type, "", sentence, facts);
        }
    }
}
