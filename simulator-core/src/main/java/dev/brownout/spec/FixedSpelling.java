package dev.brownout.spec;

/** A constant that a scenario does not write in kebab-case, such as the name of a metric. */
public interface FixedSpelling {
    /** How a scenario writes it. */
    String written();
}
