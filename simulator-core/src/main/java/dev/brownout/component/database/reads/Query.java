package dev.brownout.component.database.reads;

import dev.brownout.random.Distribution;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Shorthand;

/** A class of queries. */
@Doc("A class of queries, by whose name steps read.")
@Shorthand
public record Query(@Doc("Work of such a query on a core.") Distribution service) {
    /** The class of the reads that name none. */
    public static final String PLAIN = "read";
}
