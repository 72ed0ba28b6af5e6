package dev.brownout.spec;

/** A constant that a scenario does not write in kebab-case, such as the name of a metric. */
public interface FixedSpelling {
    /** Returns the spelling in a scenario. */
    String written();
}
