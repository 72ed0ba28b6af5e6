package dev.brownout.component.quorumstore;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Number of copies that must respond to a read and to a write. */
@Doc("Number of replicas that must respond before the caller gets a response; the first ones count. If read + "
        + "write exceeds the number of replicas, a read sees every acknowledged write.")
public record QuorumSizes(
        @Doc("Number of replica responses that a read waits for.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100)
        @DefaultSource("Cassandra's drivers: consistency LOCAL_ONE")
        int read,

        @Doc("Number of replica acknowledgements that a write waits for.")
        @Default("1")
        @AtLeast(1)
        @AtMost(100)
        @DefaultSource("Cassandra's drivers: consistency LOCAL_ONE")
        int write,

        @Doc("Sloppy quorum: the next nodes on the ring replace the nodes considered down. They respond with the "
                + "values that they received meanwhile, and hand these over later. Reads then may miss "
                + "acknowledged writes.")
        @Default("false")
        boolean sloppy) {}
