package dev.brownout.component.database.stock;

import dev.brownout.sentence.Sentence;
import dev.brownout.spi.ComponentContext;
import dev.brownout.spi.ConstantMetricRules;
import dev.brownout.spi.RowOperation;
import dev.brownout.spi.ScenarioFacts;

/** Parameters of a number in each row of a database, such as units or a counter. */
public interface RowNumberSpec {
    /** Returns the name of the parameter of the database. */
    String parameter();

    /** Returns the name of a number, for messages. */
    String number();

    /** Returns whether steps can make an operation on the numbers. */
    boolean executes(RowOperation operation);

    /** Returns the reason why the numbers have no effect if no step makes an operation on them. */
    Sentence unused(String database);

    /** Creates the numbers of all rows. */
    RowTable table(ComponentContext context);

    /**
     * Declares the metrics that stay constant in a scenario.
     *
     * @param failsOver whether the database has a failover
     */
    void declareConstantMetrics(ScenarioFacts around, boolean failsOver, ConstantMetricRules rules);
}
