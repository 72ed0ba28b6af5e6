package dev.brownout.spec;

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
    public Optional<String> refusal(String query) {
        String what = "a " + (this == KEY_VALUE ? "key-value" : "wide-column") + " store ";
        String instead = this == KEY_VALUE
                ? "read both keys, or store together what is read together"
                : "store the rows of one read under one key, and read a slice of them";
        return switch (query) {
            case "join" -> Optional.of(what + "has no join: " + instead);
            case "traversal" ->
                Optional.of(what + "has no traversal: each hop is a read of its own, such as { read: kv, times: 3 }");
            case "scan" ->
                Optional.of(
                        what + "has no scan: it finds by key only; for another search order, store the data under a "
                                + "second key");
            default ->
                this == WIDE_COLUMN
                        ? Optional.empty()
                        : Optional.of(what + "has no " + query + ": it gives out the whole value of a key; with"
                                + " model: wide-column there are rows under a key, such as queries: { " + query
                                + ": exp(2ms) }");
        };
    }
}
