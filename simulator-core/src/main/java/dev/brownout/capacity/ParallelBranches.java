package dev.brownout.capacity;

import dev.brownout.spi.StationModel;
import dev.brownout.spi.Step;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that run in parallel. Each step is taken or not, independently of the other steps.
 *
 * @param branches the model of each step
 * @param options the options of each step, with the share of the calls that take it
 * @param times the mean number of parallel executions of each step
 * @param works the work that each step leaves to the component itself
 * @param all whether the caller waits for all steps that are taken
 */
record ParallelBranches(
        List<ComponentCapacityModel> branches,
        List<Step.Options> options,
        List<Double> times,
        List<List<StationModel.Work>> works,
        boolean all) {
    /**
     * Returns the mean time of the longest branch that is taken, assuming that the time of each branch is constant.
     *
     * @param perCall the mean time of each branch over all calls, including calls that do not take it
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
