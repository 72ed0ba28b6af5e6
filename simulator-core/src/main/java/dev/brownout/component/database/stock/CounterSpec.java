package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Kind;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScenarioFacts;

/** Counters of the keys of a database. */
@Kind("counters")
@Doc("A counter of each key, such as votes of an entry or likes of a post. A step increments it, and reads of the key "
        + "have its value in their data, from any replica or cache.")
public record CounterSpec(
        @Doc("Value of each counter at the start.")
        @Default("0")
        @DefaultSource("our assumption; it has no influence on increments and errors")
        @AtLeast(0)
        @AtMost(1_000_000_000)
        int start)
        implements RowNumberSpec {
    /** Metrics that are 0 until an increment of a counter. The value of a counter can start above 0. */
    private static final String[] METRICS = {
        "increments",
        "lost_increments",
        "overwriting_share",
        "rolled_back_increments",
        "counter_reads",
        "counter_error",
        "counter_error_max"
    };

    @Override
    public String parameter() {
        return "counters";
    }

    @Override
    public String number() {
        return "counter";
    }

    @Override
    public boolean executes(RowOperation operation) {
        return operation instanceof CounterOperation;
    }

    @Override
    public Sentence unused(String database) {
        return Sentence.of("no step increments a counter of {}; add, for example, increment: {}", database, database);
    }

    @Override
    public RowTable table(ComponentContext context) {
        return new CounterRows(this, context);
    }

    @Override
    public void declareConstantMetrics(ScenarioFacts around, boolean failsOver, ConstantMetricRules rules) {
        String rolledBack = "rolled_back_increments";
        rules.unless(around.writes(), "no step of the scenario increments", METRICS);
        rules.unless(failsOver, "there is no failover: its 'failover' is none", rolledBack);
        rules.unless(around.breaks(), "nothing fails: the scenario has no fault and no 'mtbf'", rolledBack);
    }
}
