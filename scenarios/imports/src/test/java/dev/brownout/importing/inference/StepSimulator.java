package dev.brownout.importing.inference;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Step by step simulator of an engine with continuous batching and no limits, which writes a log of its calls. */
final class StepSimulator {
    private final double base;
    private final double each;
    private final double prefillRate;

    /** A call in progress. */
    private static final class SimulatedCall {
        private final double arrival;
        private final int prompt;
        private final int output;
        private int made;
        private double first;

        SimulatedCall(double arrival, int prompt, int output) {
            this.arrival = arrival;
            this.prompt = prompt;
            this.output = output;
        }
    }

    /**
     * Creates an engine.
     *
     * @param base seconds of a step
     * @param each further seconds for each sequence
     * @param prefillRate prompt tokens per second
     */
    StepSimulator(double base, double each, double prefillRate) {
        this.base = base;
        this.each = each;
        this.prefillRate = prefillRate;
    }

    /**
     * Returns the log of some calls with Poisson arrivals, lognormal prompts of 300 tokens in the median and
     * exponential outputs of 150.
     *
     * @param digits decimal digits of the times in the log
     * @param noise standard deviation of the delay of each response in the network, in seconds
     */
    String log(int seed, double perSecond, int calls, int digits, double noise) {
        Random random = new Random(seed);
        ArrayDeque<SimulatedCall> coming = new ArrayDeque<>();
        double now = 0;
        for (int i = 0; i < calls; i++) {
            now -= Math.log(1 - random.nextDouble()) / perSecond;
            int prompt = (int) Math.min(2000, Math.ceil(300 * Math.exp(0.8 * random.nextGaussian())));
            coming.add(new SimulatedCall(now, prompt, (int) Math.ceil(-150 * Math.log(1 - random.nextDouble()))));
        }
        StringBuilder log = new StringBuilder("arrival,prompt_tokens,output_tokens,ttft,end\n");
        List<SimulatedCall> batch = new ArrayList<>();
        now = 0;
        while (!coming.isEmpty() || !batch.isEmpty()) {
            if (batch.isEmpty()) {
                now = Math.max(now, coming.getFirst().arrival);
            }
            double step = base;
            while (!coming.isEmpty() && coming.getFirst().arrival <= now) {
                batch.add(coming.removeFirst());
            }
            for (SimulatedCall call : batch) {
                step += each + (call.made == 0 ? call.prompt / prefillRate : 0);
            }
            now += step;
            for (SimulatedCall call : batch) {
                if (call.made++ == 0) {
                    call.first = now;
                }
                if (call.made == call.output) {
                    double late = Math.abs(noise * random.nextGaussian());
                    String format = "%." + digits + "f";
                    log.append(String.format(
                            Locale.ROOT,
                            format + ",%d,%d," + format + "," + format + "\n",
                            1_700_000_000 + call.arrival,
                            call.prompt,
                            call.output,
                            call.first - call.arrival + late,
                            1_700_000_000 + now + late + Math.abs(noise * random.nextGaussian())));
                }
            }
            batch.removeIf(call -> call.made == call.output);
        }
        return log.toString();
    }
}
