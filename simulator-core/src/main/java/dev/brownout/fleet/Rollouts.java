package dev.brownout.fleet;

import dev.brownout.host.Host;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ScalableTier.Deployment;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The rollouts of a tier that are under way, and what the timeline tells of them. */
final class Rollouts {
    /** The timeline tells of so many steps of a tier; one of a thousand machines has many. */
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

    /** Gives up what is under way for machines. */
    void forget(Collection<Host> machines) {
        underWay.forEach(rollout -> rollout.forget(machines));
        underWay.removeIf(Rollout::over);
    }

    /**
     * Replaces machines in their order, beside what is under way for others.
     *
     * @param back who wants to know when machines that were replaced are back
     */
    void begin(Collection<Host> machines, Deployment how, Rollout.Replacement replacement, Runnable back) {
        Rollout rollout = new Rollout(context.simulation(), how, machines, replacement, fleet::comes, back);
        underWay.add(rollout);
        rollout.begin();
    }

    /** Has the timeline tell of a step, unless it has told of many. */
    void tell(String type, String sentence, Map<String, Object> facts) {
        if (told++ < TOLD) {
            context.note(type, "", sentence, facts);
        }
    }
}
