package dev.brownout.component.database.stock;

import dev.brownout.service.Outcome;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ProducesOutcome;
import java.time.Duration;
import java.util.Optional;

/** Units of each key of a database. */
@Kind("stock")
@Doc("Units of each key, such as tickets of an event or items of a product. A step reserves a unit, and later steps "
        + "confirm or release it. A reservation without a free unit ends as sold_out.")
@ProducesOutcome({Outcome.SOLD_OUT, Outcome.HOLD_EXPIRED})
public record StockSpec(
        @Doc("Units of each key at the start.") @AtLeast(1) @AtMost(1_000_000_000)
        int units,

        @Doc("Time from a reservation to its expiry, if it is neither confirmed nor released; none: it never expires.")
        @Default("none")
        @DefaultSource("our assumption; shops that reserve at checkout hold for 5 to 30 minutes")
        @NoneKeyword("none")
        @AtLeast(1)
        Optional<Duration> hold) {}
