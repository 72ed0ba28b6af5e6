package dev.brownout.component.cdn;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** Metrics of the conditional requests of one CDN cache for expired copies. */
@RequiresParameter("revalidate")
record Revalidations(
        @Doc("Copies whose life was over and of which the origin was asked whether it still has them.")
        Counter revalidated,

        @Doc("Those of them that it still had: 500 bytes instead of the object.")
        Counter not_modified) {}
