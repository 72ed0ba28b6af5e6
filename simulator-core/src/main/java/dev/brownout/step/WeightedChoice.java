package dev.brownout.step;

import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.service.Request;
import dev.brownout.spec.ChangingShare;
import dev.brownout.spi.Step;
import java.util.List;

/** Choice between alternatives by their shares at the current time, which must never decrease. */
final class WeightedChoice {
    private final Simulation simulation;
    private final KeyedRandom random;
    private final long[] changes;
    /** Cumulative shares of the alternatives, for each period between changes. */
    private final double[][] upTo;

    private int now;

    WeightedChoice(List<Step.Choice> choices, KeyedRandom random, Simulation simulation) {
        this.simulation = simulation;
        this.random = random;
        List<ChangingShare> shares = choices.stream().map(Step.Choice::share).toList();
        changes = ChangingShare.changes(shares).stream()
                .mapToLong(Long::longValue)
                .toArray();
        upTo = new double[changes.length + 1][choices.size()];
        for (int period = 0; period < upTo.length; period++) {
            double sum = 0;
            for (int index = 0; index < choices.size(); index++) {
                sum += shares.get(index).valueAt(period == 0 ? 0 : changes[period - 1]);
                upTo[period][index] = sum;
            }
        }
    }

    /**
     * Returns the index of the alternative of a request, from 0. The result for a request is constant while the shares
     * stay the same.
     */
    int of(Request request) {
        while (now < changes.length && changes[now] <= simulation.now()) {
            now++;
        }
        double[] ends = upTo[now];
        double drawn = random.withIdentity(request.content()).uniform() * ends[ends.length - 1];
        int index = 0;
        while (index < ends.length - 1 && drawn >= ends[index]) {
            index++;
        }
        return index;
    }
}
