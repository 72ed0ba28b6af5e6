package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.ReadFrom;
import java.util.Optional;

@Kind("read")
@Doc("Reads the key of the request from a cache or a store, or runs a query class of a database: read: db/join."
        + " 'from' selects the database nodes (replicas, primary or any) instead of its 'reads'.")
@Example("""
        requests:
          page: { steps: [web, read: db, { read: db/join, from: primary }] }
        """)
public record ReadStep(
        @Doc("Cache or store, or a class of queries of a database such as db/join.") @Reference(Reference.To.QUERY)
        String component,

        @Doc("Database nodes that serve the read. Default: 'reads' of the database.")
        Optional<ReadFrom> from,

        Options options)
        implements CallStep {
    /** Creates a read with the node selection of the component. */
    public ReadStep(String component, Options options) {
        this(component, Optional.empty(), options);
    }

    @Override
    public Target target() {
        int slash = component.indexOf('/');
        return slash < 0
                ? new Target(component, Purpose.READ, "", from)
                : new Target(component.substring(0, slash), Purpose.READ, component.substring(slash + 1), from);
    }
}
