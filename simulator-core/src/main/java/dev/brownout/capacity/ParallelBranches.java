package dev.brownout.capacity;

import dev.brownout.spi.StationModel;
import dev.brownout.spi.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that are taken at once, each or not whatever becomes of the others.
 *
 * @param branches each on a page of its own
 * @param options of each: which share of the calls takes it
 * @param times how often each is taken at the same moment, on average
 * @param works what each leaves to the component itself
 * @param all whether all that are taken are waited for
 */
record ParallelBranches(
        List<ComponentCapacityModel> branches,
        List<Step.Options> options,
        List<Double> times,
        List<List<StationModel.Work>> works,
        boolean all) {
    /**
     * What the longest of those taken takes on average, where each takes always the same.
     *
     * @param perCall what each branch takes, on average over all calls, also those that do not take it
     */
    double longest(double[] perCall) {
        List<Integer> order = IntStream.range(0, perCall.length)
                .boxed()
                .filter(i -> options.get(i).share() > 0)
                .sorted(Comparator.comparingDouble(
                                (Integer i) -> perCall[i] / options.get(i).share())
                        .reversed())
                .toList();
        double sum = 0;
        double noLonger = 1;
        for (int i : order) {
            sum += noLonger * perCall[i];
            noLonger *= 1 - options.get(i).share();
        }
        return sum;
    }
}
