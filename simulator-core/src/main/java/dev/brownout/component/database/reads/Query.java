package dev.brownout.component.database.reads;

import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** A query class. */
@Doc("A class of queries, by whose name steps read.")
@Shorthand
public record Query(
        @Doc("Work of such a query on a core.") Distribution service,

        @Doc("What it reads from end to end once a core has worked on it: it holds the disk of its node all that time.")
        @Default("0B")
        @DefaultSource("no authority")
        DataSize scan) {
    /** Name of the class of plain reads, which name no class. */
    public static final String PLAIN = "read";
}
