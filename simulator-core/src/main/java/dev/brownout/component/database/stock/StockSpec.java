package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.service.Outcome;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spec.NoneKeyword;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.ProducesOutcome;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScenarioFacts;
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
        Optional<Duration> hold)
        implements RowNumberSpec {
    /** Metrics that are 0 until an operation on the units of the keys. All units are free before. */
    private static final String[] METRICS = {
        "held_units",
        "sold_units",
        "sold_out_share",
        "sold_out_at",
        "expired_holds",
        "released_holds",
        "lost_holds",
        "oversold_units"
    };

    @Override
    public String parameter() {
        return "stock";
    }

    @Override
    public String number() {
        return "units";
    }

    @Override
    public boolean executes(RowOperation operation) {
        return operation instanceof StockOperation;
    }

    @Override
    public Sentence unused(String database) {
        return Sentence.of("no step reserves a unit of {}; add, for example, reserve: {}", database, database);
    }

    @Override
    public RowTable table(ComponentContext context) {
        return new StockRows(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, boolean failsOver, ConstantMetricRules rules) {
        rules.unless(around.writes(), "no step of the scenario reserves", METRICS);
        rules.unless(hold.isPresent(), "no hold expires: its 'stock.hold' is none", "expired_holds");
        rules.unless(failsOver, "there is no failover: its 'failover' is none", "lost_holds");
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", "lost_holds");
    }
}
