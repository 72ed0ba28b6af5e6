package dev.brownout.spec;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How many machines a component has in each region, a whole number; selectors call them by numbers from 1. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface MachineCount {
    /** The most machines that a scenario may have in all, and so the most of anything that is one or stands on one. */
    int MOST = 50_000;
}
