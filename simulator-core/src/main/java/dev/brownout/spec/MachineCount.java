package dev.brownout.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the number of instances of a component in each region, a whole number. Selectors number them from 1. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
@InTypeTable
public @interface MachineCount {
    /** Maximum number of instances in a scenario, and so of any instance or part of an instance. */
    int MAXIMUM = 50_000;
}
