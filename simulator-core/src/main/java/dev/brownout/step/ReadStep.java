package dev.brownout.step;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.ReadFrom;
import java.util.Optional;

@Kind("read")
@Doc("Reads the request's key from a cache or a store, or asks a query of a database: read: db/join; "
        + "from: replicas, primary or any says which nodes of a database are asked, instead of its 'reads'.")
@Example("""
        requests:
          page: { steps: [web, read: db, { read: db/join, from: primary }] }
        """)
public record ReadStep(
        @Reference(Reference.To.QUERY) String component,

        @Doc("Which nodes of a database are asked; those of its 'reads' unless said.")
        Optional<ReadFrom> from,

        Options options)
        implements CallStep {
    /** Creates a read with the node selection of the component. */
    public ReadStep(String component, Options options) {
        this(component, Optional.empty(), options);
    }

    @Override
    public Target called() {
        int slash = component.indexOf('/');
        return slash < 0
                ? new Target(component, Purpose.READ, "", from)
                : new Target(component.substring(0, slash), Purpose.READ, component.substring(slash + 1), from);
    }
}
