package dev.brownout.spi;

import dev.brownout.random.KeyedRandom;
import dev.brownout.random.TokenCounts;
import dev.brownout.random.TokenCounts.TokenSampler;
import dev.brownout.service.Request;

/** Tokens of the calls of one endpoint of a language model; the same for all attempts of a request. */
public final class CallTokenSampler {
    private final KeyedRandom prompts;
    private final KeyedRandom outputs;
    private final TokenSampler prompt;
    private final TokenSampler output;
    private final int leastPrompt;
    private final int mostOutput;

    /**
     * Creates the tokens of an endpoint.
     *
     * @param context context of the component, which has the random streams
     * @param endpoint the called endpoint; empty for the own service of the component
     * @param leastPrompt smallest number of tokens of a prompt, at least 1
     * @param mostOutput number of tokens at which an output ends, at least 1
     */
    public CallTokenSampler(
            ComponentContext context,
            String endpoint,
            TokenCounts prompt,
            int leastPrompt,
            TokenCounts output,
            int mostOutput) {
        String prefix = endpoint.isEmpty() ? "" : endpoint + ".";
        this.prompts = context.random(prefix + "prompt");
        this.outputs = context.random(prefix + "output");
        this.prompt = prompt.sampler();
        this.output = output.sampler();
        this.leastPrompt = leastPrompt;
        this.mostOutput = mostOutput;
    }

    /** Returns the tokens of the prompt of a call. */
    public int prompt(Request request) {
        return Math.max(leastPrompt, prompt.sample(prompts.withIdentity(request.idempotencyKey())));
    }

    /** Returns the tokens that the model would generate for a call without a limit. */
    public int unboundedTokens(Request request) {
        return output.sample(outputs.withIdentity(request.idempotencyKey()));
    }

    /** Returns the tokens of the output of a call, within the limit of the endpoint. */
    public int output(Request request) {
        return Math.min(mostOutput, unboundedTokens(request));
    }
}
