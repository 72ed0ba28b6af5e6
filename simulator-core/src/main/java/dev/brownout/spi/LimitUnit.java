package dev.brownout.spi;

import dev.brownout.spec.Doc;

/** Unit of a rate limit. */
public enum LimitUnit {
    @Doc("Calls.")
    CALLS,
    @Doc("Tokens of a language model.")
    TOKENS
}
