package dev.brownout.component.database;

import dev.brownout.component.database.reads.Query;
import dev.brownout.spec.DataModel;
import java.util.Map;

/** What classes of queries may be called, and ask for. */
final class QueryNames {
    private QueryNames() {}

    /** Refuses classes of queries that nobody can tell from machines, or answer, with an IllegalArgumentException. */
    static void require(Map<String, Query> queries, DataModel model, boolean disk) {
        for (String query : queries.keySet()) {
            refuse(query, model);
            if (queries.get(query).scan().bytes() > 0 && !disk) {
                throw new IllegalArgumentException(
                        "the query " + query + " scans a disk, and there is none: say disk: {}");
            }
        }
    }

    /** A class of queries is called by its name as a machine is, and by one that its data can answer. */
    private static void refuse(String query, DataModel model) {
        if (!query.matches("[a-z][a-z0-9_-]*") || query.matches("read|write|primary|lease|any|(replica|shard)-.*")) {
            throw new IllegalArgumentException("'" + query + "' is no name of a query: it has small letters, digits, _ "
                    + "and -, and is not read, write or what nodes and shards are called");
        }
        model.refusal(query).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }
}
