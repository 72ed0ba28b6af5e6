package dev.brownout.component.cdn;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the conditional requests of one CDN cache for expired copies. */
@RequiresParameter("revalidate")
record Revalidations(
        @Doc("Expired objects that were revalidated at the origin.")
        Counter revalidated,

        @Doc("Revalidations of an unchanged object: 500 bytes instead of the object.")
        Counter notModified) {}
