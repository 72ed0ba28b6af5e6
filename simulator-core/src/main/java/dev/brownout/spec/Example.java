package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Example of a kind in the sections of a scenario that use it, or of a value with {@link FunctionSyntax}. The manual
 * prints it. A test parses it as part of a scenario with a {@code web} tier, a {@code cache} and a {@code db}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface Example {
    /** Returns sections of a scenario as YAML, or a single value. */
    String value();
}
