package dev.brownout.spec;

import dev.brownout.sentence.Sentence;
import java.util.Optional;

/**
 * Data model of a store with access by key, which determines the supported queries (DeCandia et al., Dynamo, 2007,
 * section 2.3; Chang et al., Bigtable, 2006, section 2; Cassandra documentation, SELECT: a query names the whole
 * partition key, and rows of a partition are in the order of the clustering columns).
 */
public enum KeyedModel implements QuerySupport {
    @Doc("One value under each key, read and written as a whole. It has no queries.")
    KEY_VALUE,
    @Doc("Wide column: sorted rows under each partition key; a query reads a slice of them. "
            + "It has no join, no traversal, and no scan of all partitions.")
    WIDE_COLUMN;

    @Override
    public Optional<Sentence> refusal(String query) {
        return switch (query) {
            case "join" ->
                Optional.of(Sentence.of(
                        this == KEY_VALUE
                                ? "a key-value store has no join: read both keys, or store together what is read "
                                        + "together"
                                : "a wide-column store has no join: store the rows of one read under one key, and "
                                        + "read a slice of them"));
            case "traversal" ->
                Optional.of(Sentence.of(
                        "a {} store has no traversal: each hop is a read of its own, such as { read: kv, times: 3 }",
                        word()));
            case "scan" ->
                Optional.of(Sentence.of(
                        "a {} store has no scan: it finds by key only; for another search order, store the data under "
                                + "a second key",
                        word()));
            default ->
                this == WIDE_COLUMN
                        ? Optional.empty()
                        : Optional.of(Sentence.of(
                                "a key-value store has no {}: it gives out the whole value of a key; with model: "
                                        + "wide-column there are rows under a key, such as queries: { {}: exp(2ms) }",
                                query,
                                query));
        };
    }

    private String word() {
        return this == KEY_VALUE ? "key-value" : "wide-column";
    }
}
