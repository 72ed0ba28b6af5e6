package dev.brownout.component.database.reads;

import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** A class of queries. */
@Doc("A class of queries, by whose name steps read.")
@Shorthand
public record Query(
        @Doc("Work of such a query on a core.") Distribution service,

        @Doc("What it reads from end to end once a core has worked on it: it holds the disk of its node all that time.")
        @Default("0B")
        @DefaultSource("no authority")
        DataSize scan) {
    /** The class of the reads that name none. */
    public static final String PLAIN = "read";
}
