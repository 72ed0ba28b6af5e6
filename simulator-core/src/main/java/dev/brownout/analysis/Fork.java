package dev.brownout.analysis;

import dev.brownout.wiring.StationSketch;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Steps that are taken at once, each or not whatever becomes of the others.
 *
 * @param branches each on a page of its own
 * @param shares of the calls that take each, 0 to 1
 * @param times how often each is taken at the same moment
 * @param works what each leaves to the component itself
 * @param all whether all that are taken are waited for
 */
record Fork(
        List<DemandSketch> branches,
        List<Double> shares,
        List<Integer> times,
        List<List<StationSketch.Work>> works,
        boolean all) {
    /**
     * What the longest of those taken takes on average, where each takes always the same.
     *
     * @param perCall what each branch takes, on average over all calls, also those that do not take it
     */
    double longest(double[] perCall) {
        List<Integer> order = IntStream.range(0, perCall.length)
                .boxed()
                .filter(i -> shares.get(i) > 0)
                .sorted(Comparator.comparingDouble((Integer i) -> perCall[i] / shares.get(i))
                        .reversed())
                .toList();
        double sum = 0;
        double noLonger = 1;
        for (int i : order) {
            sum += noLonger * perCall[i];
            noLonger *= 1 - shares.get(i);
        }
        return sum;
    }
}
