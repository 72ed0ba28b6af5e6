package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a metric of a component as a loss: work or data that was accepted and is gone, was not done, or was done twice.
 * Availability does not include it. A loss other than 0 is printed on the screen, in the report, in Markdown, in JUnit
 * XML and among the {@code losses} of {@code result.json}, whether or not a scenario asserts it.
 *
 * <p>A metric that counts a part of another loss, such as the conflicts among lost writes, is not marked. Each loss is
 * reported once.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface Loss {
    /** Returns the noun of the number: plural for a count, such as {@code dead letters}; a time for seconds. */
    String value();

    /** Returns the unit of the number: {@code 1} for a count, {@code s} for seconds. */
    String unit() default "1";
}
