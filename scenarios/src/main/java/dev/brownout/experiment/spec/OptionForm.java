package dev.brownout.experiment.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes a record component as an option of a command. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface OptionForm {
    /** Returns the label of the value, such as {@code N}; empty for an option without a value. */
    String value() default "";

    /** Returns the name on a command line; empty for two hyphens and the name of the component in kebab case. */
    String name() default "";

    /** Returns the separator of the values of a list in one option; empty if the option is repeated. */
    String separator() default "";

    /** Returns whether a list needs a value. */
    boolean required() default false;

    /** Returns the default for the calls of an assistant, which have a time limit; empty for the default of all. */
    String assistantDefault() default "";

    /** Returns the default for a function; empty for the default of all. */
    String functionDefault() default "";

    /** Returns whether the option affects only texts, which a function does not return. */
    boolean textOnly() default false;
}
