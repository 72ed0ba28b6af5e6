package dev.brownout.experiment;

/** Result of a capacity search. */
public sealed interface CapacityResult permits LargestLoad, SmallestDesigns {
    /** Returns the results of all tried designs. */
    SearchResult searchResult();

    /** Returns whether a load or design that meets every assertion was found. */
    boolean found();

    /** Returns whether the search was stopped before its end. It then covers only some of the designs. */
    boolean interrupted();
}
