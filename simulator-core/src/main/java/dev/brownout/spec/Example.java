package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a scenario writes a kind, in the sections in which it stands, or a value that is {@link FunctionSyntax} like a
 * function. The manual prints it, and a test reads it as part of a scenario that has a {@code web} tier, a
 * {@code cache} and a {@code db}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Example {
    /** Sections of a scenario, as YAML; or a single value. */
    String value();
}
