package dev.brownout.component.database.reads;

import dev.brownout.random.Distribution;
import dev.brownout.spec.DataSize;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Shorthand;

/** A query class. */
@Doc("A class of queries, which steps select by name.")
@Shorthand
public record Query(
        @Doc("CPU time of a query on a core.") Distribution service,

        @Doc("Amount of data that the query scans after its CPU work. It occupies the disk of its node during "
                + "the scan.")
        @Default("0B")
        @DefaultSource("our assumption")
        DataSize scan) {
    /** Name of the class of plain reads, which name no class. */
    public static final String PLAIN = "read";
}
