package dev.brownout.experiment.spec;

import dev.brownout.typetable.InTypeTable;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes an experiment as a command. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@InTypeTable
public @interface CommandForm {
    /** Returns the meaning of exit code 0. */
    String success();

    /** Returns the meaning of the exit code of a violated assertion; empty if the command never ends with it. */
    String violated() default "";

    /** Returns the description of the folder that receives the results. */
    String folder() default "write the findings, report, charts and table to this folder; finished runs are reused";

    /** Returns the meaning of the scenarios that are given. */
    String scenario() default "scenario of the library ('brownout list') or a file";

    /** Returns the maximum number of scenarios. */
    int mostScenarios() default 1;

    /** Returns command lines without the name of the program, the most common one first. */
    String[] examples();

    /** Returns sentences for an assistant, which then has the experiment as a tool; empty for no tool. */
    String assistant() default "";

    /** Returns the name of the class of the result in the Python package. */
    String result();
}
