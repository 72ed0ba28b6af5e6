package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Types of references that may name a component of the annotated kind, besides those to any component. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface ReferenceTarget {
    /** Returns the types of references. */
    Reference.To[] value();

    /**
     * Returns whether the component forwards queries to its 'source', so that it has the query classes of the source.
     */
    boolean forwardsQueries() default false;
}
