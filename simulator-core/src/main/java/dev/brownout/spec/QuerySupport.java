package dev.brownout.spec;

import dev.brownout.sentence.Sentence;
import java.util.Optional;

/** Queries that a data model supports. */
public interface QuerySupport {
    /** Returns the reason why a query is not supported, with an alternative; empty if it is supported. */
    Optional<Sentence> refusal(String query);
}
