package dev.brownout.component.inference;

/** Means of the sequences of a replica, over the distributions of their tokens. They are the same for all seeds. */
final class SequenceMeans {
    /** Number of parts of a distribution that each have a tenth of the probability of the part before them. */
    private static final int DECADES = 6;

    private static final int POINTS = 24;
    private static final double[] PROBABILITIES = probabilities();
    private static final double[] WEIGHTS = weights();

    private final InferenceSpec spec;
    private final boolean prefixesAreCached;
    private double calls;
    private double tooLong;
    private double steps;
    private double outputTokens;
    private double promptTokens;
    private double prefillTokens;
    private double squaredPrefill;
    private double kvTokenSteps;

    /**
     * Creates means without sequences.
     *
     * @param prefixesAreCached whether the KV cache has the shared prefix of each prompt
     */
    SequenceMeans(InferenceSpec spec, boolean prefixesAreCached) {
        this.spec = spec;
        this.prefixesAreCached = prefixesAreCached;
    }

    /** Adds calls of an endpoint, in calls per second. */
    void add(double perSecond, TokenDemandSpec tokens) {
        int block = spec.cache().block();
        int cached = prefixesAreCached ? tokens.prefix().orElse(0) / block * block : 0;
        calls += perSecond;
        int[] outputs = new int[PROBABILITIES.length];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = Math.min(tokens.mostOutput(), tokens.output().quantile(PROBABILITIES[i]));
        }
        for (int i = 0; i < outputs.length; i++) {
            int prompt = Math.max(tokens.leastPrompt(), tokens.prompt().quantile(PROBABILITIES[i]));
            double share = perSecond * WEIGHTS[i];
            if (prompt >= spec.cache().contextTokens()) {
                tooLong += share;
                continue;
            }
            add(share, prompt, prompt - cached, outputs);
        }
    }

    private void add(double perSecond, int prompt, int computed, int[] outputs) {
        int chunks = (computed - 1) / spec.batching().batch_tokens();
        double ownRest = (spec.cache().block() - 1) / 2.0;
        promptTokens += perSecond * prompt;
        prefillTokens += perSecond * computed;
        squaredPrefill += perSecond * computed * computed;
        for (int i = 0; i < outputs.length; i++) {
            double share = perSecond * WEIGHTS[i];
            double output = Math.min(outputs[i], spec.cache().contextTokens() - prompt);
            outputTokens += share * output;
            steps += share * (output + chunks);
            kvTokenSteps += share * (output * (computed + (output - 1) / 2 + ownRest) + chunks * computed / 2.0);
        }
    }

    /** Returns probabilities in the middle of intervals, closer together at the end. */
    private static double[] probabilities() {
        double[] points = new double[DECADES * POINTS + 1];
        double above = 1;
        for (int decade = 0; decade < DECADES; decade++) {
            for (int i = 0; i < POINTS; i++) {
                points[decade * POINTS + i] = 1 - above * (1 - 0.9 * (i + 0.5) / POINTS);
            }
            above /= 10;
        }
        points[points.length - 1] = 1 - above / 2;
        return points;
    }

    /** Returns the probability of the interval of each point. */
    private static double[] weights() {
        double[] weights = new double[DECADES * POINTS + 1];
        double above = 1;
        for (int i = 0; i < DECADES * POINTS; i++) {
            above = i > 0 && i % POINTS == 0 ? above / 10 : above;
            weights[i] = above * 0.9 / POINTS;
        }
        weights[DECADES * POINTS] = above / 10;
        return weights;
    }

    private double each(double sum) {
        return calls == tooLong ? 0 : sum / (calls - tooLong);
    }

    /** Returns the share of the calls with a prompt over the context, 0 to 1. */
    double tooLongShare() {
        return calls == 0 ? 0 : tooLong / calls;
    }

    /** Returns the mean number of steps of a sequence: one for each output token, and for each chunk of its prompt. */
    double steps() {
        return each(steps);
    }

    /** Returns the mean number of output tokens. */
    double outputTokens() {
        return each(outputTokens);
    }

    /** Returns the mean number of prompt tokens. */
    double promptTokens() {
        return each(promptTokens);
    }

    /** Returns the mean number of prompt tokens that steps compute. */
    double prefillTokens() {
        return each(prefillTokens);
    }

    /** Returns the mean square of the number of prompt tokens that steps compute. */
    double squaredPrefill() {
        return each(squaredPrefill);
    }

    /** Returns the mean number of tokens in the KV cache of a sequence in the batch, without a shared prefix. */
    double kvTokens() {
        return steps == 0 ? 0 : kvTokenSteps / steps;
    }
}
