package dev.brownout.spec;

import java.util.Optional;

/** How data is held, as far as it decides what may be asked of it. */
public interface QuerySupport {
    /** Why a query of that name cannot be asked, and what to do instead; empty where it can. */
    Optional<String> refusal(String query);
}
