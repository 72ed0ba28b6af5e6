package dev.brownout.component.database;

import dev.brownout.component.database.reads.Query;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.DataModel;
import java.util.Map;

/** Validation of query classes. */
final class QueryNames {
    private QueryNames() {}

    /**
     * Rejects query classes with an ambiguous name, and those that the data model or the disk cannot serve, with an
     * IllegalArgumentException.
     */
    static void require(Map<String, Query> queries, DataModel model, boolean disk) {
        for (String query : queries.keySet()) {
            refuse(query, model);
            if (queries.get(query).scan().bytes() > 0 && !disk) {
                throw new InvalidValueException(
                        "the query {} scans a disk, but the nodes have none: add disk: {}", query, "{}");
            }
        }
    }

    /** Checks that a class name is well-formed, differs from the names of nodes, and is supported by the data model. */
    private static void refuse(String query, DataModel model) {
        if (!query.matches("[a-z][a-z0-9_-]*") || query.matches("read|write|primary|lease|any|(replica|shard)-.*")) {
            throw new InvalidValueException(
                    "'{}' is not a valid query name: use lower-case letters, digits, _ and -, and not read, "
                            + "write or a name of nodes or shards",
                    query);
        }
        model.refusal(query).ifPresent(why -> {
            throw new InvalidValueException(why);
        });
    }
}
