package dev.brownout.component.cdn;

import dev.brownout.instrument.Counter;
import dev.brownout.spec.Doc;
import dev.brownout.spi.RequiresParameter;

/** What one cache of a CDN hears of copies whose life is over, where it asks before it fetches them anew. */
@RequiresParameter("revalidate")
record Revalidations(
        @Doc("Copies whose life was over and of which the origin was asked whether it still has them.")
        Counter revalidated,

        @Doc("Those of them that it still had: 500 bytes instead of the object.")
        Counter not_modified) {}
