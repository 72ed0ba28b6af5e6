package dev.brownout.spi.component;

import dev.brownout.service.Request;
import java.util.Optional;

/** Component that serves a language model, so that its calls have tokens. */
public interface TokenMetering {
    /** Tokens of the calls of an endpoint. */
    @FunctionalInterface
    interface TokenCounter {
        /** Returns the tokens of a call, at least 1; the same for all attempts of a request. */
        long tokens(Request request);
    }

    /**
     * Returns the tokens that a rate limit counts when a call arrives: those of the prompt and the maximum of the
     * output. Empty if calls have no maximum of the output.
     *
     * @param endpoint the called endpoint; empty for the own service of the component
     */
    Optional<TokenCounter> admissionTokens(String endpoint);
}
