package dev.brownout.component.inference;

import dev.brownout.kernel.Simulation.Trail;
import dev.brownout.service.CancellationToken;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;

/** A call at an inference engine: the tokens of its prompt, and those that the engine has generated. */
final class TokenSequence implements CancellationToken.Listener {
    static final long NONE = -1;

    final Request request;
    final Reply reply;
    final long arrivedAt;
    final int prompt;
    /** Tokens that the model would generate without a limit of the context. */
    final int unboundedTokens;
    /** Tokens to generate. */
    final int output;
    /** Identity of the prefix of the prompt. */
    final long prefixId;
    /** Blocks of the prefix that sequences with the same prefix share; 0 for none. */
    final int prefixLength;

    private final InferenceEngine engine;
    Trail trail;

    /** Tokens in the KV cache, those of a shared prefix included. */
    int computed;

    int generated;
    /** Tokens that the current step computes. */
    int scheduled;
    /** Blocks without those of the prefix. */
    int ownBlocks;
    /** Blocks of the prefix that the sequence uses. */
    int prefixBlocks;

    KvBlocks.Prefix prefix;
    long firstAt = NONE;
    long lastAt = NONE;
    long longestGap;
    boolean admitted;
    /** Outcome of a call after a cancellation by its caller; {@code null} otherwise. */
    Outcome cancelled;

    /** Creates a sequence that waits. */
    TokenSequence(
            InferenceEngine engine,
            Request request,
            Reply reply,
            long arrivedAt,
            int prompt,
            int unboundedTokens,
            int output,
            long prefixId,
            int prefixLength) {
        this.engine = engine;
        this.request = request;
        this.reply = reply;
        this.arrivedAt = arrivedAt;
        this.prompt = prompt;
        this.unboundedTokens = unboundedTokens;
        this.output = output;
        this.prefixId = prefixId;
        this.prefixLength = prefixLength;
    }

    /** Returns the tokens that are known and not in the KV cache: 1 for a sequence that decodes. */
    int uncomputed() {
        return prompt + generated - computed;
    }

    /** Returns whether the next tokens are computed together: those of a prompt, or of a preempted sequence. */
    boolean prefills() {
        return generated == 0 || uncomputed() > 1;
    }

    /** Returns whether all tokens are generated. */
    boolean complete() {
        return generated == output;
    }

    @Override
    public void onCancelled(Outcome outcome) {
        engine.cancel(this, outcome);
    }
}
