package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a measure of a component as a loss: work or data that was accepted and is gone, was not done, or was done
 * twice. Availability does not show it. A loss that is not 0 stands on the screen, in the report, in Markdown, in JUnit
 * XML and among the {@code losses} of {@code result.json}, whether or not a scenario asserts it.
 *
 * <p>A measure that counts a part of another loss, such as the conflicts among lost writes, is not marked: each loss is
 * reported once.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Loss {
    /** The noun of the number: in the plural, such as {@code dead letters}, for a count; a time for seconds. */
    String value();

    /** The unit of the number: {@code 1} for a count, {@code s} for seconds. */
    String unit() default "1";
}
